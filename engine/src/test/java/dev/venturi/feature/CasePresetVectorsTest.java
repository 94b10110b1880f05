package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import dev.venturi.vectors.ReferenceFeatures;
import dev.venturi.vectors.ReferenceSeries;
import dev.venturi.vectors.ReferenceVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The three case presets against what the three original pipelines answered, bit for bit.
class CasePresetVectorsTest {
    private static double[] answers(ReferenceSeries series, Preset preset) {
        return switch (preset) {
            case CASE_V1 -> series.v1();
            case CASE_V2 -> series.v2();
            default -> series.v3();
        };
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD")
    void everyFiniteVectorHasTheBitsOfTheOriginal(Preset preset) {
        assertBitsOfTheOriginal(preset, new ScalarKernels());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD")
    void everyFiniteVectorOnVectorKernelsHasTheBitsOfTheOriginal(Preset preset) {
        assertBitsOfTheOriginal(preset, KernelSelection.select(KernelChoice.VECTOR, 0).create());
    }

    private static void assertBitsOfTheOriginal(Preset preset, Kernels kernels) {
        List<FeatureDefinition> features = FeatureList.defaultsOf(preset).of("x");
        for (ReferenceSeries series : ReferenceVectors.all()) {
            Computed found = Computed.inMemory(features, kernels, series.values(), null, null);
            assertThat(found.bits())
                    .as("%s of %s: %s", preset, series, Arrays.toString(found.values()))
                    .isEqualTo(bits(answers(series, preset)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD")
    void everyFiniteVectorInRandomCutsHasTheBitsOfTheOriginal(Preset preset) {
        List<FeatureDefinition> features = FeatureList.defaultsOf(preset).of("x");
        Kernels kernels = new ScalarKernels();
        long seed = 20261121;
        Random random = new Random(seed);
        for (ReferenceSeries series : ReferenceVectors.all()) {
            Computed found =
                    Computed.streamed(features, kernels, series.values(), null, null, random);
            assertThat(found.bits())
                    .as("%s of %s, seed %d", preset, series, seed)
                    .isEqualTo(bits(answers(series, preset)));
        }
    }

    /// An order column changes nothing: the case presets do not look at its values.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD")
    void orderColumnChangesNoBit(Preset preset) {
        List<FeatureDefinition> features = FeatureList.defaultsOf(preset).of("x");
        Kernels kernels = new ScalarKernels();
        for (ReferenceSeries series : ReferenceVectors.shortSeries()) {
            double[] axis = new double[series.values().length];
            for (int i = 0; i < axis.length; i++) {
                axis[i] = Math.sqrt(i);
            }
            Computed found = Computed.inMemory(features, kernels, series.values(), null, axis);
            assertThat(found.bits()).isEqualTo(bits(answers(series, preset)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD")
    void infinitiesGiveTheClassOfTheOriginal(Preset preset) {
        List<FeatureDefinition> features = FeatureList.defaultsOf(preset).of("x");
        for (ReferenceSeries series : ReferenceVectors.infinite()) {
            Computed found =
                    Computed.inMemory(features, new ScalarKernels(), series.values(), null, null);
            double[] answers = answers(series, preset);
            for (int f = 0; f < answers.length; f++) {
                assertThat(classOf(found.values()[f]))
                        .as("%s %s of %s", preset, features.get(f), series)
                        .isEqualTo(classOf(answers[f]));
            }
        }
    }

    private static String classOf(double value) {
        return Double.isNaN(value) ? "NaN" : Double.isFinite(value) ? "finite" : "" + value;
    }

    @Test
    void otherFeaturesHaveTheBitsOfNumPy() {
        String features =
                "sum,variance(0),variance(1),std(0),std(1),median,quantile(0.1),quantile(0.25),"
                        + "quantile(0.9),skewness,kurtosis";
        List<FeatureDefinition> definitions = Computed.list(features, Preset.CASE_V1);
        for (ReferenceFeatures series : ReferenceVectors.features()) {
            Computed found =
                    Computed.inMemory(
                            definitions, new ScalarKernels(), series.values(), null, null);
            double[] exact = {
                series.sum(),
                series.populationVariance(),
                series.sampleVariance(),
                series.populationStd(),
                series.sampleStd(),
                series.median(),
                series.quantile10(),
                series.quantile25(),
                series.quantile90()
            };
            assertThat(Arrays.copyOf(found.bits(), exact.length))
                    .as(series.name())
                    .isEqualTo(bits(exact));
            near(series.name(), found.values()[9], series.skewness());
            near(series.name(), found.values()[10], series.kurtosis());
        }
    }

    private static void near(String name, double found, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(found).as(name).isNaN();
        } else {
            assertThat(found)
                    .as(name)
                    .isCloseTo(expected, Offset.offset(1e-10 * Math.max(1, Math.abs(expected))));
        }
    }
}
