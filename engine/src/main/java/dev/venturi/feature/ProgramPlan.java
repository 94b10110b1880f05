package dev.venturi.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What has to be known of a series so that the features of one column can be told: nothing that
/// was not asked for. Immutable.
///
/// Sums with a parameter (a lag, a threshold, a window) stand once each in an array; `slots` says
/// where the one of a feature stands.
final class ProgramPlan {
    final Preset preset;
    final FeatureDefinition[] definitions;

    /// The engine's feature behind each definition; null entries are features of the user.
    final BuiltIn[] features;

    /// Where the parameterised sum of each feature stands; 0 when it has none.
    final int[] slots;

    final boolean[] keepsType;

    /// sum(v), over valid values.
    final boolean sum;

    /// int64 least, greatest, first, last; and the int64 sum.
    final boolean whole;

    final boolean wholeSum;

    /// Whether the preset's deviation is needed.
    final boolean deviation;

    /// Kahan's sum, Welford's update, or one of them.
    final boolean kahan;

    final boolean welford;
    final boolean pandas;

    /// sum(v) and sum(d*d) over all rows, 0 where missing; and sum(c*d) against the rank of the
    /// row.
    final boolean zeroFilled;

    final boolean rankTrend;

    /// sum(d*d), d = v - sum(v) / n.
    final boolean squares;

    /// sum(c*d), c = position - (n - 1) / 2.
    final boolean positionTrend;

    /// sum(x), sum(c*d), sum(c*c), x = axis, c = x - sum(x) / n.
    final boolean axisTrend;

    /// Whether the axis at each valid value is needed.
    final boolean axis;

    /// sum(d*d*d) and sum((d*d)*(d*d)).
    final boolean powers;

    /// The sum of the distances between neighbours.
    final boolean changes;

    /// Whether the values are needed in ascending order.
    final boolean sorted;

    final double[] runThresholds;
    final int[] lags;
    final double[] sigmas;
    final int[] firstWindows;
    final int[] lastWindows;
    final int[] allWindows;

    /// Whether a second look at the values is needed, once the mean is known.
    final boolean deviations;

    /// Whether anything is asked for that is followed value by value or window by window.
    final boolean windows;

    /// Whether anything is asked for beyond the default features of the presets.
    final boolean uncommon;

    /// The features of the user.
    final int[] ownFeatures;

    /// How many values behind a block must be at hand while it is added up.
    final int lookAhead;

    ProgramPlan(Preset preset, List<FeatureDefinition> definitions, boolean hasAxis) {
        this.preset = preset;
        this.definitions = definitions.toArray(FeatureDefinition[]::new);
        int count = definitions.size();
        features = new BuiltIn[count];
        slots = new int[count];
        keepsType = new boolean[count];
        Set<BuiltIn> asked = EnumSet.noneOf(BuiltIn.class);
        List<Double> runs = new ArrayList<>();
        List<Double> beyond = new ArrayList<>();
        List<Double> distances = new ArrayList<>();
        List<Double> firsts = new ArrayList<>();
        List<Double> lasts = new ArrayList<>();
        List<Double> alls = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            FeatureDefinition definition = definitions.get(f);
            keepsType[f] = definition.keepsType();
            if (definition.function() != null) {
                own.add((double) f);
                continue;
            }
            BuiltIn feature = BuiltIn.named(definition.name()).orElseThrow();
            Parameters p = definition.parameters();
            features[f] = feature;
            asked.add(feature);
            slots[f] =
                    switch (feature) {
                        case LONGEST_RUN -> slot(runs, p.number("above"));
                        case N_ANOMALIES -> slot(beyond, p.number("sigma"));
                        case AUTOCORRELATION -> slot(distances, p.whole("lag"));
                        case MOVING_AVERAGE ->
                                slot(
                                        switch (p.word("at")) {
                                            case "first" -> firsts;
                                            case "last" -> lasts;
                                            default -> alls;
                                        },
                                        p.whole("window"));
                        default -> 0;
                    };
        }
        runThresholds = numbers(runs);
        sigmas = numbers(beyond);
        lags = wholes(distances);
        firstWindows = wholes(firsts);
        lastWindows = wholes(lasts);
        allWindows = wholes(alls);
        ownFeatures = wholes(own);
        windows =
                runThresholds.length
                                + lags.length
                                + firstWindows.length
                                + lastWindows.length
                                + allWindows.length
                        > 0;
        Set<BuiltIn> common =
                EnumSet.of(
                        BuiltIn.COUNT,
                        BuiltIn.MISSING_PCT,
                        BuiltIn.SUM,
                        BuiltIn.MEAN,
                        BuiltIn.STD,
                        BuiltIn.MIN,
                        BuiltIn.MAX,
                        BuiltIn.RANGE,
                        BuiltIn.TREND,
                        BuiltIn.N_ANOMALIES,
                        BuiltIn.FIRST,
                        BuiltIn.LAST);
        uncommon = !common.containsAll(asked);

        boolean spread =
                asked.contains(BuiltIn.STD)
                        || asked.contains(BuiltIn.VARIANCE)
                        || asked.contains(BuiltIn.N_ANOMALIES);
        boolean centre = asked.contains(BuiltIn.MEAN) || asked.contains(BuiltIn.N_ANOMALIES);
        boolean trend = asked.contains(BuiltIn.TREND);
        boolean plain = preset == Preset.STANDARD || preset == Preset.CASE_V1;
        deviation = spread;
        kahan = centre && preset == Preset.CASE_V2;
        welford = spread && preset == Preset.CASE_V2;
        pandas = kahan || welford;
        zeroFilled = (centre || spread || trend) && preset == Preset.CASE_V3;
        rankTrend = trend && preset == Preset.CASE_V3;
        axisTrend = trend && preset == Preset.STANDARD && hasAxis;
        positionTrend = trend && !rankTrend && !axisTrend;
        axis = hasAxis && (axisTrend || !own.isEmpty() || asked.contains(BuiltIn.RATE_OF_CHANGE));
        powers = asked.contains(BuiltIn.SKEWNESS) || asked.contains(BuiltIn.KURTOSIS);
        changes = asked.contains(BuiltIn.MEAN_ABS_CHANGE);
        sorted = asked.contains(BuiltIn.MEDIAN) || asked.contains(BuiltIn.QUANTILE);
        squares = (spread && plain) || powers || lags.length > 0;
        deviations = squares || positionTrend || axisTrend || (zeroFilled && (spread || trend));
        wholeSum = asked.contains(BuiltIn.SUM);
        whole =
                wholeSum
                        || asked.contains(BuiltIn.MIN)
                        || asked.contains(BuiltIn.MAX)
                        || asked.contains(BuiltIn.RANGE)
                        || asked.contains(BuiltIn.FIRST)
                        || asked.contains(BuiltIn.LAST);
        sum = wholeSum || squares || positionTrend || axisTrend || (centre && plain);
        int ahead = changes ? 1 : 0;
        for (int[] distancesOrWindows : new int[][] {lags, lastWindows, firstWindows, allWindows}) {
            ahead = Math.max(ahead, Arrays.stream(distancesOrWindows).max().orElse(0));
        }
        lookAhead = ahead;
    }

    /// How often a series is read: for its sums; with its mean known; with its deviation known.
    int passes() {
        return 1 + (deviations ? 1 : 0) + (sigmas.length > 0 ? 1 : 0);
    }

    /// Whether a feature needs all values of a series at hand at once.
    boolean wholeSeries() {
        for (FeatureDefinition definition : definitions) {
            if (definition.contract().featureClass() == FeatureClass.WHOLE_SERIES) {
                return true;
            }
        }
        return false;
    }

    private static int slot(List<Double> values, double value) {
        int at = values.indexOf(value);
        if (at < 0) {
            at = values.size();
            values.add(value);
        }
        return at;
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int[] wholes(List<Double> values) {
        return values.stream().mapToInt(Double::intValue).toArray();
    }
}
