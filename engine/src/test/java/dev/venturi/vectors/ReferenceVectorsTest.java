package dev.venturi.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReferenceVectorsTest {
    static List<ReferenceSeries> all() {
        return ReferenceVectors.all();
    }

    @Test
    void thereAreMoreThanThreeHundredSeriesWrittenOutAndNoNameTwice() {
        assertThat(ReferenceVectors.shortSeries()).hasSizeGreaterThan(300);
        Set<String> names = new HashSet<>();
        assertThat(all()).allSatisfy(series -> assertThat(names.add(series.name())).isTrue());
    }

    @Test
    void everyBorderOfTheOrderOfAdditionHasASeriesWithoutGaps() {
        Set<Integer> lengths =
                all().stream()
                        .filter(series -> present(series).count() == series.values().length)
                        .map(series -> series.values().length)
                        .collect(Collectors.toSet());
        assertThat(lengths)
                .contains(1, 7, 8, 9, 15, 16, 17, 127, 128, 129, 255, 256, 257)
                .contains(8191, 8192, 8193, 16384, 16385, 100_000);
    }

    /// Holds only when a recipe makes here, bit for bit, what it made where the answers were found.
    @ParameterizedTest
    @MethodSource("all")
    void extremesAndGapsOfTheSeriesAreThoseOfItsAnswers(ReferenceSeries series) {
        double[] answers = series.v1();
        assertThat(answers).hasSize(8);
        assertThat(series.v2()).hasSize(8);
        assertThat(series.v3()).hasSize(8);
        double rows = series.values().length;
        double[] found = {
            present(series).min().orElse(Double.NaN),
            present(series).max().orElse(Double.NaN),
            (rows - present(series).count()) / rows
        };
        assertThat(found).containsExactly(answers[2], answers[3], answers[7]);
    }

    @Test
    void theThreePipelinesDisagree() {
        assertThat(all()).anySatisfy(s -> assertThat(s.v1()[1]).isNotEqualTo(s.v2()[1]));
        assertThat(all()).anySatisfy(s -> assertThat(s.v1()[5]).isNotEqualTo(s.v3()[5]));
        assertThat(all()).anySatisfy(s -> assertThat(s.v2()[6]).isNotEqualTo(s.v3()[6]));
    }

    @Test
    void otherFeaturesAndHardSeriesAreThere() {
        assertThat(ReferenceVectors.features()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(ReferenceVectors.infinite()).hasSize(12);
        assertThat(ReferenceVectors.hard())
                .anySatisfy(hard -> assertThat(hard.mean()).isEqualTo(10_000_000.2));
    }

    private static DoubleStream present(ReferenceSeries series) {
        return DoubleStream.of(series.values()).filter(value -> !Double.isNaN(value));
    }
}
