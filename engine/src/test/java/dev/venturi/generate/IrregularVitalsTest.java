package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IrregularVitalsTest {
    private static final int PATIENTS = 4_000;
    private static final int DAYS = 120;

    /// By patient: first and last day, rows.
    private static final int[] FIRST = new int[PATIENTS];

    private static final int[] LAST = new int[PATIENTS];
    private static final int[] ROWS = new int[PATIENTS];

    /// Missing values, `[columns][PATIENTS]`.
    private static final int[][] MISSING = new int[8][PATIENTS];

    @BeforeAll
    static void generate() throws IOException {
        Collected table = Collected.of(PatientVitals.of(PATIENTS, DAYS).irregular(true));
        for (int r = 0; r < table.rows(); r++) {
            int patient = (int) table.columns()[0][r];
            int day = (int) table.columns()[1][r];
            FIRST[patient] = ROWS[patient] == 0 ? day : FIRST[patient];
            assertThat(ROWS[patient] == 0 || day > LAST[patient]).isTrue();
            LAST[patient] = day;
            ROWS[patient]++;
            for (int c = 2; c < 8; c++) {
                MISSING[c][patient] += Double.isNaN(table.columns()[c][r]) ? 1 : 0;
            }
        }
    }

    @Test
    void everyPatientHasARow() {
        assertThat(IntStream.of(ROWS).min()).hasValue(1);
    }

    @Test
    void lengthsDifferBetweenPatients() {
        assertThat(IntStream.of(ROWS).distinct().count()).isGreaterThan(100);
        assertThat(IntStream.of(ROWS).filter(rows -> rows == 1).count()).isGreaterThan(10);
        assertThat(IntStream.of(LAST).max()).hasValue(DAYS - 1);
        assertThat(IntStream.of(FIRST).distinct().count()).isGreaterThan(100);
    }

    @Test
    void daysAreSkippedInsideTheWindow() {
        int skipping = 0;
        double skipped = 0;
        double inside = 0;
        for (int p = 0; p < PATIENTS; p++) {
            int days = LAST[p] - FIRST[p] + 1;
            skipping += ROWS[p] < days ? 1 : 0;
            if (days > 60) {
                skipped += days - ROWS[p];
                inside += days;
            }
        }
        assertThat(skipping).isGreaterThan(PATIENTS / 2);
        assertThat(skipped / inside).isCloseTo(0.15, within(0.01));
    }

    @Test
    void missingSharesDifferBetweenPatientsAndColumns() {
        for (int c = 2; c < 8; c++) {
            int few = 0;
            int many = 0;
            int whole = 0;
            int long60 = 0;
            for (int p = 0; p < PATIENTS; p++) {
                if (ROWS[p] >= 60) {
                    double share = (double) MISSING[c][p] / ROWS[p];
                    long60++;
                    few += share < 0.1 ? 1 : 0;
                    many += share > 0.2 && share < 1 ? 1 : 0;
                    whole += share == 1 ? 1 : 0;
                }
            }
            assertThat((double) few / long60).as("column %d", c).isCloseTo(0.31, within(0.06));
            assertThat((double) many / long60).as("column %d", c).isCloseTo(0.31, within(0.06));
            assertThat((double) whole / long60)
                    .as("column %d", c)
                    .isCloseTo(1.0 / 16, within(0.03));
        }
    }
}
