package dev.venturi.feature;

import java.util.List;
import java.util.Optional;

/// The features that come with the engine, in the order of the catalog.
///
/// To add one: a constant here, its contract in [SummaryContracts], [SpreadContracts] or
/// [OrderContracts], what it needs in [ProgramPlan], its cell in [ResultWriter], its formula in
/// [Formulas]; the compiler names the places, and `BuiltInFeaturesTest` asks for its tests.
enum BuiltIn {
    COUNT("count"),
    MISSING_PCT("missing_pct"),
    SUM("sum"),
    MEAN("mean"),
    STD("std"),
    VARIANCE("variance"),
    MIN("min"),
    MAX("max"),
    RANGE("range"),
    TREND("trend"),
    N_ANOMALIES("n_anomalies"),
    MEDIAN("median"),
    QUANTILE("quantile"),
    FIRST("first"),
    LAST("last"),
    MOVING_AVERAGE("moving_average"),
    AUTOCORRELATION("autocorrelation"),
    MEAN_ABS_CHANGE("mean_abs_change"),
    MEAN_CHANGE("mean_change"),
    RATE_OF_CHANGE("rate_of_change"),
    LONGEST_RUN("longest_run"),
    SKEWNESS("skewness"),
    KURTOSIS("kurtosis");

    /// Longest lag: a buffer of 8 MB for a series that is streamed.
    static final int LONGEST_LAG = 1_000_000;

    private final String label;

    BuiltIn(String label) {
        this.label = label;
    }

    /// The name as users write it.
    String label() {
        return label;
    }

    /// The feature of a name, if it is one of these.
    static Optional<BuiltIn> named(String name) {
        for (BuiltIn feature : values()) {
            if (feature.label.equals(name)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }

    /// Its parameters, with the defaults of a preset.
    List<FeatureParameter> parameters(Preset preset) {
        return switch (this) {
            case STD, VARIANCE -> List.of(ddof(preset));
            case N_ANOMALIES ->
                    List.of(
                            FeatureParameter.number(
                                            "sigma", 0, 1000, "how many deviations from the mean")
                                    .orElse("2"));
            case QUANTILE ->
                    List.of(FeatureParameter.number("q", 0, 1, "share of the values below it"));
            case MOVING_AVERAGE ->
                    List.of(
                            FeatureParameter.whole(
                                            "window", 1, 8192, "how many neighbouring valid values")
                                    .orElse("7"),
                            FeatureParameter.word(
                                    "at",
                                    List.of("last", "first", "max", "min"),
                                    "which of the windows"));
            case AUTOCORRELATION ->
                    List.of(
                            FeatureParameter.whole(
                                            "lag", 1, LONGEST_LAG, "distance in valid values")
                                    .orElse("1"),
                            FeatureParameter.word(
                                    "form",
                                    List.of("biased", "unbiased"),
                                    "divided by n, or by the number of products"));
            case LONGEST_RUN ->
                    List.of(
                            FeatureParameter.number(
                                    "above",
                                    -Double.MAX_VALUE,
                                    Double.MAX_VALUE,
                                    "threshold that the values of the run exceed"));
            case COUNT,
                    MISSING_PCT,
                    SUM,
                    MEAN,
                    MIN,
                    MAX,
                    RANGE,
                    TREND,
                    MEDIAN,
                    FIRST,
                    LAST,
                    MEAN_ABS_CHANGE,
                    MEAN_CHANGE,
                    RATE_OF_CHANGE,
                    SKEWNESS,
                    KURTOSIS ->
                    List.of();
        };
    }

    /// Its contract under a preset, for the values its parameters have.
    FeatureContract contract(Preset preset, Parameters values) {
        return switch (this) {
            case COUNT -> SummaryContracts.count();
            case MISSING_PCT -> SummaryContracts.missingShare(preset);
            case SUM -> SummaryContracts.sum();
            case MEAN -> SummaryContracts.mean(preset);
            case STD -> SpreadContracts.std(preset, values.whole("ddof"));
            case VARIANCE -> SpreadContracts.variance(preset, values.whole("ddof"));
            case MIN -> SummaryContracts.min();
            case MAX -> SummaryContracts.max();
            case RANGE -> SummaryContracts.range();
            case TREND -> OrderContracts.trend(preset);
            case N_ANOMALIES -> SpreadContracts.anomalies(preset);
            case MEDIAN -> SummaryContracts.median();
            case QUANTILE -> SummaryContracts.quantile();
            case FIRST -> OrderContracts.first();
            case LAST -> OrderContracts.last();
            case MOVING_AVERAGE -> OrderContracts.movingAverage();
            case AUTOCORRELATION -> OrderContracts.autocorrelation(values.word("form"));
            case MEAN_ABS_CHANGE -> OrderContracts.meanAbsChange();
            case MEAN_CHANGE -> OrderContracts.meanChange();
            case RATE_OF_CHANGE -> OrderContracts.rateOfChange();
            case LONGEST_RUN -> OrderContracts.longestRun();
            case SKEWNESS -> SpreadContracts.skewness();
            case KURTOSIS -> SpreadContracts.kurtosis();
        };
    }

    private static FeatureParameter ddof(Preset preset) {
        return FeatureParameter.whole("ddof", 0, 1, "subtracted from n in the divisor")
                .orElse(Integer.toString(preset.defaultDdof()))
                .shownWithName();
    }
}
