package dev.venturi.feature;

import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A named set of definitions: which mean, which divisor, which axis, and which features by
/// default.
///
/// The same feature name means different things in different presets; [FeatureContract] says what.
public enum Preset {
    /// What users of pandas, DuckDB and Polars expect: divisor n - 1, and a trend against the order
    /// column.
    STANDARD("standard", 1),
    /// The naive version of the vitals case study, bit for bit: divisor n, trend against the
    /// positions of valid values.
    CASE_V1("case-v1", 0),
    /// Its grouped version, bit for bit: Kahan mean, Welford deviation, divisor n - 1, no guard
    /// against a deviation of 0.
    CASE_V2("case-v2", 1),
    /// Its array version, bit for bit: sums over all rows with 0 where a value is missing, trend
    /// against the row's rank.
    CASE_V3("case-v3", 1);

    private static final String EIGHT = "mean,std,min,max,range,trend,n_anomalies,missing_pct";
    private static final String NINE = "count,missing_pct,mean,std,min,max,range,trend,n_anomalies";

    private final String label;
    private final int ddof;

    Preset(String label, int ddof) {
        this.label = label;
        this.ddof = ddof;
    }

    /// The name as users write it: `case-v1`.
    public String label() {
        return label;
    }

    /// The features computed when none are asked for, as a feature list.
    public String defaultFeatures() {
        return this == STANDARD ? NINE : EIGHT;
    }

    /// What is subtracted from n in the divisor of std and variance when nothing is said.
    public int defaultDdof() {
        return ddof;
    }

    /// Whether all entities must have the same number of rows.
    public boolean needsEqualLengths() {
        return this == CASE_V3;
    }

    /// The preset of a name, case ignored.
    ///
    /// @throws UsageException for an unknown name, with the nearest one
    public static Preset named(String name) {
        for (Preset preset : values()) {
            if (preset.label.equals(name.toLowerCase(Locale.ROOT))) {
                return preset;
            }
        }
        List<String> labels = labels();
        String cure =
                NearestName.of(name, labels)
                        .map(near -> "did you mean \"%s\"?".formatted(near))
                        .orElse("expected one of " + String.join(", ", labels));
        throw new UsageException("--preset: unknown preset \"%s\"; %s".formatted(name, cure));
    }

    /// The names of all presets.
    public static List<String> labels() {
        return Arrays.stream(values()).map(Preset::label).toList();
    }

    @Override
    public String toString() {
        return label;
    }
}
