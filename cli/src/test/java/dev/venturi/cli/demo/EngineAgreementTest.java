package dev.venturi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.demo.NaiveFeatures.At;
import dev.venturi.feature.Preset;
import dev.venturi.feature.SeriesFeatures;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.vectors.ReferenceSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine and the naive reference, two readings of the same definitions by different people,
/// have the same bits for every feature.
final class EngineAgreementTest {
    /// As the engine is asked, and as the reference computes it of rows and their order column.
    private static Map<String, BiFunction<double[], double[], Double>> features(
            NaivePreset preset) {
        Map<String, BiFunction<double[], double[], Double>> all = new LinkedHashMap<>();
        all.put("count", (v, x) -> NaiveFeatures.count(v));
        all.put("missing_pct", (v, x) -> NaiveReference.missingPct(v, preset));
        all.put("sum", (v, x) -> NaiveFeatures.sum(v));
        all.put("mean", (v, x) -> NaiveReference.mean(v, preset));
        all.put("std(0)", (v, x) -> NaiveReference.std(v, 0, preset));
        all.put("std(1)", (v, x) -> NaiveReference.std(v, 1, preset));
        all.put("variance(0)", (v, x) -> NaiveReference.variance(v, 0, preset));
        all.put("variance(1)", (v, x) -> NaiveReference.variance(v, 1, preset));
        all.put("min", (v, x) -> NaiveReference.min(v));
        all.put("max", (v, x) -> NaiveReference.max(v));
        all.put("trend", (v, x) -> NaiveReference.trend(v, x, preset));
        all.put("n_anomalies(1)", (v, x) -> NaiveReference.anomalies(v, 1, preset));
        all.put("n_anomalies(2)", (v, x) -> NaiveReference.anomalies(v, 2, preset));
        all.put("median", (v, x) -> NaiveFeatures.median(v));
        all.put("quantile(0.37)", (v, x) -> NaiveFeatures.quantile(v, 0.37));
        all.put("first", (v, x) -> NaiveFeatures.first(v));
        all.put("last", (v, x) -> NaiveFeatures.last(v));
        for (At at : At.values()) {
            String name = at.name().toLowerCase(Locale.ROOT);
            all.put(
                    "moving_average(13,%s)".formatted(name),
                    (v, x) -> NaiveFeatures.movingAverage(v, 13, at));
        }
        all.put("autocorrelation(1)", (v, x) -> NaiveFeatures.autocorrelation(v, 1, false));
        all.put("autocorrelation(9,unbiased)", (v, x) -> NaiveFeatures.autocorrelation(v, 9, true));
        all.put("mean_abs_change", (v, x) -> NaiveFeatures.meanAbsChange(v));
        all.put("mean_change", (v, x) -> NaiveFeatures.meanChange(v));
        all.put("rate_of_change", NaiveFeatures::rateOfChange);
        all.put("longest_run(70.5)", (v, x) -> NaiveFeatures.longestRun(v, 70.5));
        all.put("skewness", (v, x) -> NaiveFeatures.skewness(v));
        all.put("kurtosis", (v, x) -> NaiveFeatures.kurtosis(v));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void everyFeatureHasTheBitsOfTheNaiveReference(NaivePreset naive) {
        Preset preset = Preset.valueOf(naive.name());
        Map<String, BiFunction<double[], double[], Double>> features = features(naive);
        String list = String.join(",", features.keySet());
        for (KernelChoice kernels : new KernelChoice[] {KernelChoice.SCALAR, KernelChoice.VECTOR}) {
            SeriesFeatures ordered = SeriesFeatures.of(preset, list, kernels, true);
            SeriesFeatures plain = SeriesFeatures.of(preset, list, kernels, false);
            for (ReferenceSeries series : ReferenceVectors.all()) {
                double[] rows = series.values();
                if (rows.length > 10_000) {
                    continue; // windows one by one take the reference minutes
                }
                double[] axis = axis(rows.length);
                compare(features, ordered.compute(rows, axis, 0, rows.length), rows, axis, series);
                compare(features, plain.compute(rows), rows, new double[0], series);
            }
        }
    }

    private static void compare(
            Map<String, BiFunction<double[], double[], Double>> features,
            double[] found,
            double[] rows,
            double[] axis,
            ReferenceSeries series) {
        int f = 0;
        for (Map.Entry<String, BiFunction<double[], double[], Double>> feature :
                features.entrySet()) {
            double expected = feature.getValue().apply(rows, axis);
            assertThat(Double.doubleToLongBits(found[f]))
                    .as("%s of %s: %s, %s", feature.getKey(), series, found[f], expected)
                    .isEqualTo(Double.doubleToLongBits(expected));
            f++;
        }
    }

    /// Ascends unevenly, with ties.
    private static double[] axis(int length) {
        Random random = new Random(length);
        double[] axis = new double[length];
        for (int i = 1; i < length; i++) {
            axis[i] = axis[i - 1] + random.nextInt(4) / 7.0;
        }
        return axis;
    }
}
