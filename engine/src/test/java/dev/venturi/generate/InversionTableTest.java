package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InversionTableTest {
    // 0.5 erfc(-x / sqrt 2) of the C library
    @ParameterizedTest
    @CsvSource({
        "-8, 6.220960574271819e-16",
        "-6.5, 4.016000583859125e-11",
        "-5, 2.866515718791946e-07",
        "-3.0001, 0.001349454913260717",
        "-3, 0.0013498980316300957",
        "-2.9, 0.0018658133003840384",
        "-1.96, 0.024997895148220435",
        "-1, 0.15865525393145707",
        "-0.1, 0.460172162722971",
        "0, 0.5",
        "0.5, 0.6914624612740131",
        "1, 0.8413447460685429",
        "2.5, 0.9937903346742238",
        "3.5, 0.9997673709209645",
        "5, 0.9999997133484281",
    })
    void normalDistributionHasFifteenDecimalsAndFourteenDigitsInTheTail(double x, double expected) {
        assertThat(NormalDistribution.below(x))
                .isCloseTo(expected, within(Math.max(expected * 1e-14, 3e-16)));
    }

    @Test
    void normalDistributionIsMonotoneAcrossItsTwoMethods() {
        double last = 0;
        for (int i = -7_000; i <= 7_000; i++) {
            double here = NormalDistribution.below(i / 1000.0);
            assertThat(here).isGreaterThanOrEqualTo(last);
            last = here;
        }
    }

    @Test
    void drawsAtAStepBelongToTheOutcomeAboveIt() {
        InversionTable table = InversionTable.poisson(16);
        double below = 0;
        for (int i = 0; i + 1 < table.outcomes(); i++) {
            below += table.probability(i);
            long step = (long) (below * 0x1p44);
            if (table.probability(i) > 0 && table.probability(i + 1) > 0) {
                assertThat(table.index(step - 1)).isEqualTo(i);
                assertThat(table.index(step)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void guideLeadsToTheSameOutcomeAsASearchFromTheStart() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        InversionTable table = InversionTable.roundedNormal(98.6, 0.5, 100, 9_000, 11_000);
        for (int i = 0; i < 100_000; i++) {
            long draw = random.nextLong(1L << InversionTable.DRAW_BITS);
            int expected = 0;
            double below = table.probability(0);
            while (draw >= below * 0x1p44) {
                expected++;
                below += table.probability(expected);
            }
            assertThat(table.index(draw)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void probabilitiesAddUpToOneAndTailsEndWhereADrawCannotReach() {
        InversionTable table = InversionTable.roundedNormal(72, 12, 10, -1_000, 2_000);
        double sum = 0;
        for (int i = 0; i < table.outcomes(); i++) {
            sum += table.probability(i);
        }
        assertThat(sum).isEqualTo(1.0);
        assertThat(table.probability(0)).isPositive();
        assertThat(table.outcome(0)).isBetween(720 - 910, 720 - 840);
        assertThat(table.outcome(table.outcomes() - 1)).isBetween(720 + 840, 720 + 910);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100, 1_000, 4_095, 4_096, 4_097})
    void orderHoldsEveryNumberOnce(long cells) {
        for (long seed = 0; seed < 20; seed++) {
            CellOrder order = new CellOrder(seed, cells);
            boolean[] seen = new boolean[(int) cells];
            for (long place = 0; place < cells; place++) {
                int cell = (int) order.at(place);
                assertThat(seen[cell]).as("seed %d", seed).isFalse();
                seen[cell] = true;
            }
        }
    }

    @Test
    void orderSpreadsNeighboursEvenly() {
        // neighbouring places, each in one of 16 parts of the table: 256 pairs, all as likely
        int cells = 1_000_000;
        CellOrder order = new CellOrder(42, cells);
        int[] pairs = new int[256];
        for (int place = 0; place + 1 < cells; place += 2) {
            pairs[(int) (order.at(place) * 16 / cells * 16 + order.at(place + 1) * 16 / cells)]++;
        }
        double expected = cells / 2.0 / 256.0;
        double chiSquare = 0;
        for (int pair : pairs) {
            chiSquare += (pair - expected) * (pair - expected) / expected;
        }
        assertThat(chiSquare).isBetween(255 - 5 * Math.sqrt(510), 255 + 5 * Math.sqrt(510));
    }
}
