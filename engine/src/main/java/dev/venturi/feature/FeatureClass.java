package dev.venturi.feature;

import java.util.Locale;

/// What a feature needs to see of a series, and so how it can be cut, merged and streamed.
public enum FeatureClass {
    /// One pass with a state of fixed size; the order of the values does not change its meaning.
    ANY_ORDER,
    /// One pass with a state of fixed size that carries its edges; only neighbouring pieces join.
    ORDERED,
    /// Reads the series again once its mean and deviation are known.
    TWO_PASS,
    /// Needs all values of the series at hand at once.
    WHOLE_SERIES;

    /// `any-order`, as it stands in documents.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
