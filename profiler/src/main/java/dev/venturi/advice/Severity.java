package dev.venturi.advice;

/// How much a finding matters.
public enum Severity {
    /// Good to know; nobody has to act.
    INFO,
    /// Worth a change.
    ADVICE,
    /// Most of the time, or the next failure.
    WARNING;

    /// From this share of the time on a finding is worth a change.
    public static final double ADVICE_FROM = 0.15;

    /// From this share of the time on a finding comes before everything else.
    public static final double WARNING_FROM = 0.4;

    /// How much a share of the time matters.
    ///
    /// @param share 0..1, what could be saved
    public static Severity ofShare(double share) {
        if (share >= WARNING_FROM) {
            return WARNING;
        }
        return share >= ADVICE_FROM ? ADVICE : INFO;
    }

    /// As JSON and texts name it: `info`, `advice`, `warning`.
    public String label() {
        return switch (this) {
            case INFO -> "info";
            case ADVICE -> "advice";
            case WARNING -> "warning";
        };
    }
}
