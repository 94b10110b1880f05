package dev.venturi.feature;

import org.jspecify.annotations.Nullable;

/// The choices in which two definitions of one feature name can differ; null where the feature has
/// no such choice.
///
/// @param ddof what is subtracted from n in the divisor
/// @param axis what the slope is taken against
/// @param form which of the usual forms: `biased`
/// @param method how the sums are made, in a few words: `Welford`
/// @param guard when the feature is not computed although it could be: `only when std > 0`
public record Conventions(
        @Nullable Integer ddof,
        @Nullable TrendAxis axis,
        @Nullable String form,
        @Nullable String method,
        @Nullable String guard) {
    /// No choice at all.
    public static final Conventions NONE = new Conventions(null, null, null, null, null);

    Conventions withDdof(int value) {
        return new Conventions(value, axis, form, method, guard);
    }

    Conventions withAxis(TrendAxis value) {
        return new Conventions(ddof, value, form, method, guard);
    }

    Conventions withForm(String value) {
        return new Conventions(ddof, axis, value, method, guard);
    }

    Conventions withMethod(String value) {
        return new Conventions(ddof, axis, form, value, guard);
    }

    Conventions withGuard(String value) {
        return new Conventions(ddof, axis, form, method, value);
    }
}
