package dev.venturi.profile;

/// How far lines can be trusted.
public enum Tier {
    /// Samples fall on any line: the JVM wrote debug information at all places, or did not compile.
    LINES("lines"),
    /// Lines may be wrong by some statements, methods may be wrong where calls were inlined.
    METHODS("methods"),
    /// Too few samples to say anything of lines.
    FEW_SAMPLES("few samples"),
    /// No CPU samples.
    NONE("none");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }
}
