package dev.venturi.feature;

import static dev.venturi.feature.FeatureClass.ANY_ORDER;
import static dev.venturi.feature.FeatureClass.TWO_PASS;
import static dev.venturi.feature.ResultType.FLOAT64;
import static dev.venturi.feature.ResultType.INT64;
import static dev.venturi.feature.SummaryContracts.NUMPY_BITS;

/// Contracts of the features that say how the values lie around their mean.
final class SpreadContracts {
    private static final String PAIRWISE = "pairwise in blocks of 8,192";

    private SpreadContracts() {}

    static FeatureContract std(Preset preset, int ddof) {
        String quotient = quotient(preset, ddof);
        return spread("std", "Std", preset, ddof)
                .formula("sqrt(" + quotient + ")" + where(preset))
                .build();
    }

    static FeatureContract variance(Preset preset, int ddof) {
        return spread("variance", "Variance", preset, ddof)
                .formula(quotient(preset, ddof) + where(preset))
                .result(FLOAT64, "unit of the column squared")
                .build();
    }

    private static FeatureContract.Builder spread(
            String name, String noun, Preset preset, int ddof) {
        String divisor = ddof == 0 ? "population" : "sample";
        String few = ddof == 0 ? "0" : "NaN";
        FeatureContract.Builder contract =
                FeatureContract.named(name)
                        .means(
                                divisor + noun,
                                "%s %s (divisor %s)"
                                        .formatted(
                                                divisor,
                                                name.equals("std")
                                                        ? "standard deviation"
                                                        : "variance",
                                                divisorText(ddof)))
                        .parameters(BuiltIn.STD.parameters(preset))
                        .featureClass(ANY_ORDER)
                        .bits(NUMPY_BITS)
                        .example(name + "(ddof=0)");
        Conventions conventions = Conventions.NONE.withDdof(ddof);
        return switch (preset) {
            case STANDARD ->
                    contract.conventions(conventions.withMethod(PAIRWISE))
                            .gives(
                                    "NaN",
                                    few,
                                    "exactly 0",
                                    "IEEE 754, usually NaN; one infinity repeated is constant")
                            .source("pandas, DuckDB and Polars (divisor n - 1)");
            case CASE_V1 ->
                    contract.conventions(conventions.withMethod(PAIRWISE))
                            .gives("NaN", few, "the formula: 0 or some 1e-15 of it", "IEEE 754")
                            .source("numpy.std; case study: naive version");
            case CASE_V2 ->
                    contract.conventions(conventions.withMethod("Welford's update"))
                            .gives("NaN", few, "exactly 0", "IEEE 754")
                            .bits("as pandas groupby.std")
                            .source(
                                    "Welford 1962; pandas groupby.std, case study: grouped version");
            case CASE_V3 ->
                    contract.conventions(
                                    conventions.withMethod(
                                            "pairwise over all rows, 0 where missing"))
                            .gives("0", "0", "the formula", "IEEE 754")
                            .source("case study: array version");
        };
    }

    private static String divisorText(int ddof) {
        return ddof == 0 ? "n" : "n - " + ddof;
    }

    private static String quotient(Preset preset, int ddof) {
        return switch (preset) {
            case STANDARD, CASE_V1 -> ddof == 0 ? "sum(d*d) / n" : "sum(d*d) / (n - 1)";
            case CASE_V2 -> ddof == 0 ? "m2 / n" : "m2 / (n - 1)";
            case CASE_V3 -> "sum(d*d over all D rows) / max(%s, 1)".formatted(divisorText(ddof));
        };
    }

    private static String where(Preset preset) {
        return switch (preset) {
            case STANDARD, CASE_V1 -> ", d = v - mean";
            case CASE_V2 ->
                    ", for each v: k = k + 1; o = m; m += (v - o) / k; m2 += (v - m)*(v - o)";
            case CASE_V3 -> ", d = v - mean, 0 where missing";
        };
    }

    static FeatureContract anomalies(Preset preset) {
        boolean guarded = preset == Preset.STANDARD || preset == Preset.CASE_V1;
        boolean population = preset.defaultDdof() == 0;
        return FeatureContract.named("n_anomalies")
                .means(
                        population ? "countBeyondPopulationStd" : "countBeyondSampleStd",
                        "values further from the mean than sigma deviations")
                .formula(
                        "number of v with abs(v - mean) > sigma * std, strictly; mean and std as the"
                                + " preset defines them")
                .conventions(
                        Conventions.NONE
                                .withDdof(preset.defaultDdof())
                                .withGuard(guarded ? "only when std > 0" : "no guard"))
                .parameters(BuiltIn.N_ANOMALIES.parameters(preset))
                .result(INT64, "rows")
                .featureClass(TWO_PASS)
                .gives(
                        "0",
                        "0",
                        guarded
                                ? "0, unless std is not exactly 0"
                                : "n when the mean is not exactly the value, else 0",
                        "comparisons of IEEE 754; 0 when std is NaN")
                .bits("exact, given mean and std")
                .source("case study")
                .example("n_anomalies(3)")
                .build();
    }

    static FeatureContract skewness() {
        return FeatureContract.named("skewness")
                .means("adjustedSkewness", "asymmetry, adjusted for small samples (G1)")
                .formula(
                        "m2 = sum(d*d) / n, m3 = sum(d*d*d) / n, g = m3 / (m2 * sqrt(m2)),"
                                + " g * sqrt(n * (n - 1)) / (n - 2), d = v - sum(v) / n")
                .conventions(Conventions.NONE.withForm("G1, adjusted Fisher-Pearson"))
                .result(FLOAT64, "none")
                .featureClass(ANY_ORDER)
                .gives("NaN", "NaN (n < 3)", "0 (n < 3: NaN)", "IEEE 754, usually NaN")
                .source("Joanes & Gill 1998, G1; pandas skew, DuckDB skewness")
                .build();
    }

    static FeatureContract kurtosis() {
        return FeatureContract.named("kurtosis")
                .means("adjustedExcessKurtosis", "weight of the tails, normal = 0 (G2)")
                .formula(
                        "m2 = sum(d*d) / n, m4 = sum((d*d)*(d*d)) / n, g = m4 / (m2 * m2) - 3,"
                                + " (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g + 6),"
                                + " d = v - sum(v) / n")
                .conventions(Conventions.NONE.withForm("G2, adjusted excess"))
                .result(FLOAT64, "none")
                .featureClass(ANY_ORDER)
                .gives("NaN", "NaN (n < 4)", "0 (n < 4: NaN)", "IEEE 754, usually NaN")
                .source("Joanes & Gill 1998, G2; pandas kurt, DuckDB kurtosis")
                .build();
    }
}
