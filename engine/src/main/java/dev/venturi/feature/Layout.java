package dev.venturi.feature;

/// How the rows of entities lie in a table, as far as could be found out.
///
/// @param kind what is done about it
/// @param reason how it was found out, for people
/// @param rowsTogether rows of an entity that stand together, on average in what was looked at
public record Layout(Kind kind, String reason, double rowsTogether) {
    /// What is done about it.
    public enum Kind {
        /// The rows of an entity stand together: each is computed where it is read.
        CLUSTERED,
        /// They do not: rows are divided by entity first.
        SCATTERED
    }

    boolean isScattered() {
        return kind == Kind.SCATTERED;
    }

    /// `clustered` or `scattered`.
    public String name() {
        return isScattered() ? "scattered" : "clustered";
    }
}
