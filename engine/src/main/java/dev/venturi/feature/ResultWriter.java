package dev.venturi.feature;

import java.util.ArrayList;
import java.util.List;

/// The last step of a series: from its sums to the cells of its features.
///
/// A feature without parameters stands at most once in a program, so where its result goes is a
/// field, and writing is one straight run through them: a loop with a switch costs 12 ns per
/// feature and series, a tenth of a series of a year (measured with `FeatureBenchmark` for
/// case-v1).
final class ResultWriter {
    private static final int NOT_ASKED = -1;

    private final ProgramPlan plan;
    private final SeriesSums sums;
    private final WholeNumbers whole;

    private int count = NOT_ASKED;
    private int missingShare = NOT_ASKED;
    private int sum = NOT_ASKED;
    private int mean = NOT_ASKED;
    private int populationStd = NOT_ASKED;
    private int sampleStd = NOT_ASKED;
    private int populationVariance = NOT_ASKED;
    private int sampleVariance = NOT_ASKED;
    private int min = NOT_ASKED;
    private int max = NOT_ASKED;
    private int range = NOT_ASKED;
    private int trend = NOT_ASKED;
    private int median = NOT_ASKED;
    private int first = NOT_ASKED;
    private int last = NOT_ASKED;
    private int meanAbsChange = NOT_ASKED;
    private int meanChange = NOT_ASKED;
    private int rateOfChange = NOT_ASKED;
    private int skewness = NOT_ASKED;
    private int kurtosis = NOT_ASKED;

    /// Features with parameters of which several may be asked, by their place in the program.
    private final int[] outliers;

    private final int[] others;

    ResultWriter(ProgramPlan plan, SeriesSums sums, WholeNumbers whole) {
        this.plan = plan;
        this.sums = sums;
        this.whole = whole;
        List<Integer> counted = new ArrayList<>();
        List<Integer> parameterised = new ArrayList<>();
        for (int f = 0; f < plan.definitions.length; f++) {
            BuiltIn feature = plan.features[f];
            if (feature == null) {
                continue;
            }
            Parameters p = plan.definitions[f].parameters();
            switch (feature) {
                case COUNT -> count = f;
                case MISSING_PCT -> missingShare = f;
                case SUM -> sum = f;
                case MEAN -> mean = f;
                case STD -> {
                    if (p.whole("ddof") == 0) {
                        populationStd = f;
                    } else {
                        sampleStd = f;
                    }
                }
                case VARIANCE -> {
                    if (p.whole("ddof") == 0) {
                        populationVariance = f;
                    } else {
                        sampleVariance = f;
                    }
                }
                case MIN -> min = f;
                case MAX -> max = f;
                case RANGE -> range = f;
                case TREND -> trend = f;
                case MEDIAN -> median = f;
                case FIRST -> first = f;
                case LAST -> last = f;
                case MEAN_ABS_CHANGE -> meanAbsChange = f;
                case MEAN_CHANGE -> meanChange = f;
                case RATE_OF_CHANGE -> rateOfChange = f;
                case SKEWNESS -> skewness = f;
                case KURTOSIS -> kurtosis = f;
                case N_ANOMALIES -> counted.add(f);
                case QUANTILE, MOVING_AVERAGE, AUTOCORRELATION, LONGEST_RUN -> parameterised.add(f);
            }
        }
        outliers = counted.stream().mapToInt(Integer::intValue).toArray();
        others = parameterised.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Writes the results of the engine's features.
    ///
    /// @param base cell of the program's first feature
    /// @param sorted the valid values in ascending order; not read unless a feature needs them
    void write(FeatureCells cells, int base, int entity, double[] sorted) {
        double[][] out = cells.values;
        SeriesSums s = sums;
        if (count >= 0) {
            out[base + count][entity] = s.count;
        }
        if (missingShare >= 0) {
            out[base + missingShare][entity] = Formulas.missingShare(plan.preset, s);
        }
        if (mean >= 0) {
            out[base + mean][entity] = Formulas.mean(plan.preset, s);
        }
        if (populationStd >= 0) {
            out[base + populationStd][entity] = s.std(0);
        }
        if (sampleStd >= 0) {
            out[base + sampleStd][entity] = s.std(1);
        }
        if (range >= 0) {
            out[base + range][entity] = s.count == 0 ? Double.NaN : s.max - s.min;
            if (whole.rangeOverflows()) {
                overflowed(cells, base + range, entity);
            }
        }
        if (trend >= 0) {
            out[base + trend][entity] = Formulas.trend(plan, s);
        }
        for (int f : outliers) {
            out[base + f][entity] = s.outliers[plan.slots[f]];
        }
        if (plan.whole) {
            writeWhole(cells, base, entity);
        }
        if (plan.uncommon) {
            writeUncommon(cells, base, entity, sorted);
        }
    }

    /// The features that keep the type of the column.
    private void writeWhole(FeatureCells cells, int base, int entity) {
        SeriesSums s = sums;
        boolean none = s.count == 0;
        if (min >= 0) {
            put(cells, base + min, entity, none ? Double.NaN : s.min, none ? 0 : whole.min);
        }
        if (max >= 0) {
            put(cells, base + max, entity, none ? Double.NaN : s.max, none ? 0 : whole.max);
        }
        if (first >= 0) {
            put(cells, base + first, entity, s.first, whole.first);
        }
        if (last >= 0) {
            put(cells, base + last, entity, s.last, whole.last);
        }
        if (sum >= 0) {
            put(cells, base + sum, entity, none ? Double.NaN : s.sum, whole.sum());
            if (whole.sumOverflows()) {
                overflowed(cells, base + sum, entity);
            }
        }
    }

    private static void put(FeatureCells cells, int cell, int entity, double value, long exact) {
        cells.values[cell][entity] = value;
        long[] wholes = cells.whole[cell];
        if (wholes != null) {
            wholes[entity] = exact;
        }
    }

    private void writeUncommon(FeatureCells cells, int base, int entity, double[] sorted) {
        double[][] out = cells.values;
        SeriesSums s = sums;
        long n = s.count;
        if (populationVariance >= 0) {
            out[base + populationVariance][entity] = s.variance(0);
        }
        if (sampleVariance >= 0) {
            out[base + sampleVariance][entity] = s.variance(1);
        }
        if (median >= 0) {
            out[base + median][entity] = Formulas.median(sorted, (int) n);
        }
        if (meanAbsChange >= 0) {
            out[base + meanAbsChange][entity] = n < 2 ? Double.NaN : s.changes / (n - 1);
        }
        if (meanChange >= 0) {
            out[base + meanChange][entity] = n < 2 ? Double.NaN : (s.last - s.first) / (n - 1);
        }
        if (rateOfChange >= 0) {
            out[base + rateOfChange][entity] = Formulas.rateOfChange(plan, s);
        }
        if (skewness >= 0) {
            out[base + skewness][entity] = Formulas.skewness(s);
        }
        if (kurtosis >= 0) {
            out[base + kurtosis][entity] = Formulas.kurtosis(s);
        }
        for (int f : others) {
            Parameters p = plan.definitions[f].parameters();
            int slot = plan.slots[f];
            out[base + f][entity] =
                    switch (plan.features[f]) {
                        case QUANTILE -> Formulas.quantile(sorted, (int) n, p.number("q"));
                        case AUTOCORRELATION -> Formulas.autocorrelation(p, slot, s);
                        case MOVING_AVERAGE -> {
                            if (n < p.whole("window")) {
                                cells.tooShort[base + f]++;
                            }
                            yield Formulas.movingAverage(p, slot, s);
                        }
                        default -> s.windows.longestRuns[slot]; // LONGEST_RUN
                    };
        }
    }

    private static void overflowed(FeatureCells cells, int cell, int entity) {
        if (cells.overflow[cell] < 0 || entity < cells.overflow[cell]) {
            cells.overflow[cell] = entity;
        }
    }
}
