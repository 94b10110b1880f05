package dev.venturi.filter;

/// How the value of a column is held against a condition.
public enum Comparison {
    /// Equal to a literal.
    EQUAL("="),
    /// Not missing, and not equal to a literal.
    NOT_EQUAL("!="),
    /// Below a literal.
    LESS("<"),
    /// Below a literal or equal to it.
    AT_MOST("<="),
    /// Above a literal.
    GREATER(">"),
    /// Above a literal or equal to it.
    AT_LEAST(">="),
    /// Missing.
    IS_NULL("is null"),
    /// Not missing.
    IS_NOT_NULL("is not null");

    private final String text;

    Comparison(String text) {
        this.text = text;
    }

    /// Whether it needs no literal.
    boolean isOfPresence() {
        return this == IS_NULL || this == IS_NOT_NULL;
    }

    boolean below() {
        return this == LESS || this == AT_MOST || this == NOT_EQUAL;
    }

    boolean equal() {
        return this == EQUAL || this == AT_MOST || this == AT_LEAST;
    }

    boolean above() {
        return this == GREATER || this == AT_LEAST || this == NOT_EQUAL;
    }

    @Override
    public String toString() {
        return text;
    }
}
