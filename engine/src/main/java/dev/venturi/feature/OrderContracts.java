package dev.venturi.feature;

import static dev.venturi.feature.FeatureClass.ORDERED;
import static dev.venturi.feature.ResultType.AS_COLUMN;
import static dev.venturi.feature.ResultType.FLOAT64;
import static dev.venturi.feature.ResultType.INT64;
import static dev.venturi.feature.SummaryContracts.NUMPY_BITS;

/// Contracts of the features that depend on the order of the values.
final class OrderContracts {
    private static final String IEEE = "IEEE 754";

    private OrderContracts() {}

    static FeatureContract trend(Preset preset) {
        FeatureContract.Builder contract =
                FeatureContract.named("trend")
                        .result(FLOAT64, "unit of the column per unit of the axis")
                        .featureClass(ORDERED)
                        .bits(NUMPY_BITS);
        return switch (preset) {
            case STANDARD ->
                    contract.means(
                                    "slopeAgainstOrder",
                                    "least-squares slope against the order column")
                            .formula(
                                    "sum(c*d) / sum(c*c), c = x - sum(x) / n, x = the first order"
                                            + " column (days since the entity's first row for times);"
                                            + " without one the positions 0..n-1 of valid values")
                            .conventions(Conventions.NONE.withAxis(TrendAxis.ORDER_COLUMN))
                            .gives("NaN", "NaN", "exactly 0; NaN when x is constant", IEEE)
                            .source("ordinary least squares; DuckDB regr_slope")
                            .build();
            case CASE_V1, CASE_V2 ->
                    contract.means(
                                    "slopeAgainstPosition",
                                    "least-squares slope against the positions of valid values")
                            .formula(
                                    "sum(c*d) / sum(c*c), c = i - (n - 1) / 2, i = 0..n-1 over valid"
                                            + " values, d = v - sum(v) / n")
                            .conventions(Conventions.NONE.withAxis(TrendAxis.POSITION))
                            .gives(
                                    preset == Preset.CASE_V1 ? "NaN" : "0",
                                    "0",
                                    "the formula: 0 or some 1e-18",
                                    IEEE)
                            .source("case study: naive and grouped versions")
                            .build();
            case CASE_V3 ->
                    contract.means(
                                    "slopeAgainstDayGrid",
                                    "slope against the rank of the row, over the spread of all rows")
                            .formula(
                                    "sum(c*d over all D rows) / sum(c*c over all D rows), c = r -"
                                            + " (D - 1) / 2, r = 0..D-1, d = v - mean, 0 where"
                                            + " missing")
                            .conventions(Conventions.NONE.withAxis(TrendAxis.DAY_GRID))
                            .gives("0 (D = 1: NaN)", "0 (D = 1: NaN)", "the formula", IEEE)
                            .source("case study: array version")
                            .build();
        };
    }

    static FeatureContract first() {
        return edge("first").means("firstValue", "first valid value").formula("v[0]").build();
    }

    static FeatureContract last() {
        return edge("last").means("lastValue", "last valid value").formula("v[n - 1]").build();
    }

    private static FeatureContract.Builder edge(String name) {
        return FeatureContract.named(name)
                .result(AS_COLUMN, "unit of the column")
                .featureClass(ORDERED)
                .gives("NaN; null for int64", "the value", "the value", "infinities are values")
                .bits("exact")
                .source("pandas groupby.%s (skips missing values)".formatted(name));
    }

    static FeatureContract movingAverage() {
        return FeatureContract.named("moving_average")
                .means("movingMean", "mean of a window of neighbouring valid values")
                .formula(
                        "sum(window) / window; at=last: the last `window` valid values; first: the"
                                + " first; max, min: greatest, least of the means of all windows")
                .parameters(BuiltIn.MOVING_AVERAGE.parameters(Preset.STANDARD))
                .featureClass(ORDERED)
                .gives(
                        "NaN",
                        "NaN unless window = 1",
                        "the formula; NaN and counted in the summary when n < window",
                        IEEE)
                .source("pandas rolling(window).mean(), closed windows, min_periods = window")
                .example("moving_average(14,at=max)")
                .build();
    }

    static FeatureContract autocorrelation(String form) {
        boolean biased = form.equals("biased");
        return FeatureContract.named("autocorrelation")
                .means(
                        form + "Autocorrelation",
                        "correlation of the values with those `lag` positions later")
                .formula(
                        "m = sum(v) / n, num = sum((v[t] - m) * (v[t + lag] - m)), den = sum(d*d): "
                                + (biased ? "num / den" : "(num / (n - lag)) / (den / n)"))
                .conventions(Conventions.NONE.withForm(form))
                .parameters(BuiltIn.AUTOCORRELATION.parameters(Preset.STANDARD))
                .result(FLOAT64, "none")
                .featureClass(ORDERED)
                .gives("NaN", "NaN", "NaN; also when n <= lag", "IEEE 754, usually NaN")
                .source(
                        biased
                                ? "Box & Jenkins 1970; NIST e-Handbook; statsmodels acf"
                                : "tsfresh autocorrelation; statsmodels acf(adjusted=True)")
                .example("autocorrelation(7,unbiased)")
                .build();
    }

    static FeatureContract meanAbsChange() {
        return FeatureContract.named("mean_abs_change")
                .means("meanAbsoluteChange", "mean distance between neighbouring valid values")
                .formula("sum(abs(v[i + 1] - v[i])) / (n - 1)")
                .featureClass(ORDERED)
                .gives("NaN", "NaN", "0", IEEE)
                .source("tsfresh mean_abs_change")
                .build();
    }

    static FeatureContract meanChange() {
        return FeatureContract.named("mean_change")
                .means("meanChange", "mean difference between neighbouring valid values")
                .formula("(v[n - 1] - v[0]) / (n - 1)")
                .featureClass(ORDERED)
                .gives("NaN", "NaN", "0", IEEE)
                .source("tsfresh mean_change")
                .build();
    }

    static FeatureContract rateOfChange() {
        return FeatureContract.named("rate_of_change")
                .means("rateOfChange", "difference of the ends per unit of the order column")
                .formula(
                        "(v[n - 1] - v[0]) / (x_last - x_first), x = the first order column (days for"
                                + " times) at those two values; without one their positions")
                .conventions(Conventions.NONE.withAxis(TrendAxis.ORDER_COLUMN))
                .result(FLOAT64, "unit of the column per unit of the axis")
                .featureClass(ORDERED)
                .gives("NaN", "NaN", "0; NaN when x does not change", IEEE)
                .source("difference quotient")
                .build();
    }

    static FeatureContract longestRun() {
        return FeatureContract.named("longest_run")
                .means("longestRunAbove", "longest run of valid values above a threshold")
                .formula(
                        "length of the longest run of neighbouring valid values with v > above;"
                                + " missing values neither break nor lengthen it")
                .parameters(BuiltIn.LONGEST_RUN.parameters(Preset.STANDARD))
                .result(INT64, "rows")
                .featureClass(ORDERED)
                .gives("0", "0 or 1", "0 or n", "compared as IEEE 754")
                .bits("exact")
                .source("tsfresh longest_strike_above_mean, with a fixed threshold")
                .example("longest_run(120)")
                .build();
    }
}
