package dev.venturi.profile.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NoiseTest {
    private static final double[] NONE = {};

    @Test
    void quantilesOfStudentAreThoseOfTheTables() {
        assertThat(Student.quantile(0.05, 1)).isCloseTo(12.706204736, within(1e-7));
        assertThat(Student.quantile(0.05, 4)).isCloseTo(2.776445105, within(1e-8));
        assertThat(Student.quantile(0.01, 10)).isCloseTo(3.169272673, within(1e-8));
        assertThat(Student.quantile(0.05, Double.POSITIVE_INFINITY))
                .isCloseTo(1.959963985, within(1e-5));
    }

    @Test
    void runsThatDifferByMoreThanTheirSpreadAreShown() {
        Change change =
                new Noise(1).compare("x", new double[] {10, 10.2, 9.9}, new double[] {7, 7.1, 6.8});
        assertThat(change.certainty()).isEqualTo(Certainty.LESS);
        assertThat(change.high()).isNegative();
    }

    @Test
    void aSpreadAsWideAsTheDifferenceShowsNothing() {
        Change change =
                new Noise(1).compare("x", new double[] {8, 12, 10}, new double[] {7, 11, 9.5});
        assertThat(change.certainty()).isEqualTo(Certainty.NOT_SHOWN);
    }

    @Test
    void oneRunAllowsNoStatementOnWhatWasMeasured() {
        assertThat(new Noise(1).compare("x", new double[] {1}, new double[] {2}).certainty())
                .isEqualTo(Certainty.ONE_RUN);
    }

    @Test
    void whatWasNotRecordedIsNotCompared() {
        double[] unknown = {Double.NaN, Double.NaN};
        assertThat(new Noise(1).compare("x", unknown, new double[] {2, 2}).certainty())
                .isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void runsThatAgreeByLuckAreNoSurerThanTheirSamples() {
        double[] before = {1.0, 1.0};
        double[] after = {1.2, 1.2};
        double[] sampling = {0.04, 0.04};
        assertThat(
                        new Noise(1)
                                .compare("x", Optional.empty(), before, sampling, after, sampling)
                                .certainty())
                .isEqualTo(Certainty.NOT_SHOWN);
        assertThat(
                        new Noise(1)
                                .compare("x", Optional.empty(), before, NONE, after, NONE)
                                .certainty())
                .isEqualTo(Certainty.MORE);
    }

    @Test
    void ofSingleRunsFewSamplesShowNothingAndManyDo() {
        Noise noise = new Noise(1);
        assertThat(
                        noise.compareSingle(
                                        "x",
                                        Optional.empty(),
                                        new Noise.Counted(30, 100, 1),
                                        new Noise.Counted(35, 100, 1))
                                .certainty())
                .isEqualTo(Certainty.NOT_SHOWN);
        assertThat(
                        noise.compareSingle(
                                        "x",
                                        Optional.empty(),
                                        new Noise.Counted(3000, 10_000, 1),
                                        new Noise.Counted(5000, 10_000, 1))
                                .certainty())
                .isEqualTo(Certainty.MORE);
    }

    @Test
    void aTableOfRunsWithoutADifferenceClaimsOneInTwentyTimesAtMost() {
        long seed = 20260401;
        SplittableRandom random = new SplittableRandom(seed);
        int tables = 400;
        int rows = 20;
        int wrong = 0;
        for (int t = 0; t < tables; t++) {
            boolean claimed = false;
            for (int r = 0; r < rows; r++) {
                claimed |=
                        new Noise(rows)
                                .compare("x", normal(random, 4), normal(random, 4))
                                .certainty()
                                .isShown();
            }
            wrong += claimed ? 1 : 0;
        }
        // 5 % of 400 are 20, with a deviation of 4.4
        assertThat(wrong).as("seed " + seed).isLessThan(20 + 4 * 5);
    }

    private static double[] normal(SplittableRandom random, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian(10, 1);
        }
        return values;
    }
}
