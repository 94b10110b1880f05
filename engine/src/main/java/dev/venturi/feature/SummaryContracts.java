package dev.venturi.feature;

import static dev.venturi.feature.FeatureClass.ANY_ORDER;
import static dev.venturi.feature.FeatureClass.WHOLE_SERIES;
import static dev.venturi.feature.ResultType.AS_COLUMN;
import static dev.venturi.feature.ResultType.FLOAT64;
import static dev.venturi.feature.ResultType.INT64;

/// Contracts of the features that say how many values there are, where they lie and how they are
/// distributed.
final class SummaryContracts {
    static final String NUMPY_BITS =
            "as NumPy 1.24 adds float64; the same for every kernel, number of workers and split";
    private static final String EXACT = "exact";
    private static final String EXTREME_ORDER =
            "infinities are values; -0.0 is below +0.0; int64 stays exact";

    private SummaryContracts() {}

    static FeatureContract count() {
        return FeatureContract.named("count")
                .means("validCount", "number of valid values")
                .formula("n")
                .result(INT64, "rows")
                .featureClass(ANY_ORDER)
                .gives("0", "1", "n", "counted")
                .bits(EXACT)
                .source("SQL count(column)")
                .build();
    }

    static FeatureContract missingShare(Preset preset) {
        boolean fromValid = preset == Preset.CASE_V3;
        return FeatureContract.named("missing_pct")
                .means("missingShare", "share of the rows without a value, 0 to 1")
                .formula(fromValid ? "1.0 - n / D" : "(D - n) / D")
                .result(FLOAT64, "share")
                .featureClass(ANY_ORDER)
                .gives("1", "the formula", "the formula", "not missing")
                .bits(EXACT + " operations as written")
                .source("case study: " + (fromValid ? "array version" : "naive version"))
                .build();
    }

    static FeatureContract sum() {
        return FeatureContract.named("sum")
                .means("sum", "sum of the values")
                .formula("sum(v)")
                .conventions(Conventions.NONE.withMethod("pairwise in blocks of 8,192"))
                .result(AS_COLUMN, "unit of the column")
                .featureClass(ANY_ORDER)
                .gives(
                        "NaN; null for int64",
                        "the value",
                        "the formula",
                        "IEEE 754; an int64 sum beyond 64 bits is an error")
                .bits(NUMPY_BITS + "; int64 exact")
                .source("numpy.sum")
                .build();
    }

    static FeatureContract mean(Preset preset) {
        FeatureContract.Builder contract =
                FeatureContract.named("mean")
                        .featureClass(ANY_ORDER)
                        .gives("NaN", "the value", "the formula", "IEEE 754")
                        .bits(NUMPY_BITS);
        return switch (preset) {
            case STANDARD, CASE_V1 ->
                    contract.means("mean", "arithmetic mean")
                            .formula("sum(v) / n")
                            .conventions(Conventions.NONE.withMethod("pairwise in blocks of 8,192"))
                            .source("numpy.mean")
                            .build();
            case CASE_V2 ->
                    contract.means("kahanMean", "arithmetic mean, compensated sum")
                            .formula(
                                    "s / n, for each v: y = v - c; t = s + y; c = t - s - y; s = t")
                            .conventions(Conventions.NONE.withMethod("Kahan sum"))
                            .bits("as pandas groupby.mean")
                            .source("Kahan 1965; pandas groupby.mean, case study: grouped version")
                            .build();
            case CASE_V3 ->
                    contract.means("zeroFilledMean", "sum over all rows by the valid ones")
                            .formula("sum(v, 0 where missing, over all D rows) / max(n, 1)")
                            .conventions(
                                    Conventions.NONE.withMethod(
                                            "pairwise over all rows, 0 where missing"))
                            .gives("0", "the value", "the formula", "IEEE 754")
                            .source("case study: array version")
                            .build();
        };
    }

    static FeatureContract min() {
        return extreme("min").means("minimum", "least value").formula("min(v)").build();
    }

    static FeatureContract max() {
        return extreme("max").means("maximum", "greatest value").formula("max(v)").build();
    }

    private static FeatureContract.Builder extreme(String name) {
        return FeatureContract.named(name)
                .result(AS_COLUMN, "unit of the column")
                .featureClass(ANY_ORDER)
                .gives("NaN; null for int64", "the value", "the value", EXTREME_ORDER)
                .bits(EXACT)
                .source("Math.min and Math.max of Java");
    }

    static FeatureContract range() {
        return FeatureContract.named("range")
                .means("range", "distance between the extremes")
                .formula("max(v) - min(v), in float64")
                .featureClass(ANY_ORDER)
                .gives("NaN", "0", "0", "IEEE 754; an int64 range beyond 64 bits is an error")
                .bits(EXACT + " operations as written")
                .source("numpy.ptp")
                .build();
    }

    static FeatureContract median() {
        return FeatureContract.named("median")
                .means("median", "middle value")
                .formula("n odd: the middle of the sorted values; n even: (a + b) / 2 of the two")
                .featureClass(WHOLE_SERIES)
                .gives("NaN", "the value", "the value", "infinities sort to the ends")
                .bits(EXACT + " operations as written")
                .source("numpy.median")
                .build();
    }

    static FeatureContract quantile() {
        return FeatureContract.named("quantile")
                .means("linearQuantile", "value below which a share q of the values lies")
                .formula(
                        "of the sorted values, h = (n - 1) * q, a = v[floor(h)], b = the next,"
                                + " t = h - floor(h): t < 0.5: a + (b - a) * t,"
                                + " else b - (b - a) * (1 - t)")
                .conventions(Conventions.NONE.withForm("type 7, linear"))
                .parameters(BuiltIn.QUANTILE.parameters(Preset.STANDARD))
                .featureClass(WHOLE_SERIES)
                .gives(
                        "NaN",
                        "the value",
                        "the value",
                        "t = 0, or a and b the same infinity: a; else IEEE 754")
                .bits("as numpy.quantile of NumPy 1.24 on finite values")
                .source("Hyndman & Fan 1996, type 7; numpy.quantile")
                .example("quantile(0.9)")
                .build();
    }
}
