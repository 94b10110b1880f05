package dev.venturi.benchmarks.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final List<String> COLUMNS =
            List.of("x_mean", "x_std", "x_trend", "x_n_anomalies");

    /// [0, 0, 0, 0, 37.7]: one exact two-sigma tie by the contract.
    private static final double[] TIE = {0, 0, 0, 0, 37.7};

    @Test
    void equalAnswersAgree() throws Exception {
        assertThat(compare(row(1, 2, 3, 4), row(1, 2, 3, 4)))
                .isEqualTo(new Agreement(4, 0, 0, 0.0, null));
    }

    @Test
    void missingOnBothSidesAgreesAndOnOneSideDiffers() throws Exception {
        assertThat(compare(row(Double.NaN, 2, 3, 4), row(Double.NaN, 2, 3, 4)).holds()).isTrue();
        assertThat(compare(row(Double.NaN, 2, 3, 4), row(1, 2, 3, 4)).different()).isEqualTo(1);
    }

    @Test
    void roundingAgreesAndMoreDiffers() throws Exception {
        assertThat(compare(row(1, 2, 3, 4), row(1 + 1e-10, 2, 3, 4)).holds()).isTrue();
        Agreement far = compare(row(1, 2, 3, 4), row(1 + 1e-8, 2, 3, 4));
        assertThat(far.holds()).isFalse();
        assertThat(far.first()).isEqualTo("x_mean of 5: ours 1.0, theirs 1.00000001");
    }

    @Test
    void aDeviationWithTheOtherDivisorDiffers() throws Exception {
        double population = 2.0;
        double sample = population * Math.sqrt(347.0 / 346.0);
        assertThat(compare(row(1, population, 3, 4), row(1, sample, 3, 4)).different())
                .isEqualTo(1);
    }

    @Test
    void aTrendNearZeroIsHeldAgainstTheDeviation() throws Exception {
        assertThat(compare(row(1, 10, 1e-13, 4), row(1, 10, 0, 4)).holds()).isTrue();
        assertThat(compare(row(1, 10, 1e-10, 4), row(1, 10, 0, 4)).holds()).isFalse();
    }

    @Test
    void anAnomalyMoreIsATieOnlyWhenAValueLiesOnTheBorder() throws Exception {
        double mean = 37.7 / 5;
        double std = Math.sqrt((4 * mean * mean + (37.7 - mean) * (37.7 - mean)) / 5);
        Agreement tie = compare(row(mean, std, 0, 1), row(mean, std, 0, 0));
        assertThat(tie.holds()).isTrue();
        assertThat(tie.ties()).isEqualTo(1);
        assertThat(compare(row(mean, std, 0, 2), row(mean, std, 0, 0)).holds()).isFalse();
        assertThat(compare(row(mean, std * 1.1, 0, 1), row(mean, std * 1.1, 0, 0)).holds())
                .isFalse();
    }

    @Test
    void otherKeysOrColumnsAreRefused() {
        Answers ours = answers(5, row(1, 2, 3, 4));
        assertThatThrownBy(() -> Agreement.of(ours, answers(6, row(1, 2, 3, 4)), (_, _) -> TIE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 0");
        Answers fewer = new Answers(List.of("x_mean"), new long[] {5}, new double[][] {{1}});
        assertThatThrownBy(() -> Agreement.of(ours, fewer, (_, _) -> TIE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x_trend");
    }

    private static Agreement compare(double[] ours, double[] theirs) throws Exception {
        return Agreement.of(answers(5, ours), answers(5, theirs), (_, _) -> TIE);
    }

    private static Answers answers(long key, double[] row) {
        Answers.Builder answers = new Answers.Builder(COLUMNS);
        answers.add(key, row);
        return answers.build();
    }

    private static double[] row(double... cells) {
        return cells;
    }
}
