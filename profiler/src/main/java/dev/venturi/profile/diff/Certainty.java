package dev.venturi.profile.diff;

/// What can be said of a difference.
public enum Certainty {
    /// It rose: the interval of the difference lies above zero.
    MORE("more"),
    /// It fell: the interval lies below zero.
    LESS("less"),
    /// The interval holds zero. That does not say that nothing changed.
    NOT_SHOWN("no difference shown"),
    /// There is one run on a side, so nothing is known of the noise between runs.
    ONE_RUN("one run: no statement"),
    /// A side did not record it.
    UNKNOWN("not recorded");

    private final String label;

    Certainty(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }

    /// Whether a difference is claimed.
    public boolean isShown() {
        return this == MORE || this == LESS;
    }
}
