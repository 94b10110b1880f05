package dev.venturi.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.answers.Answers;
import dev.venturi.benchmarks.duckdb.DuckDb;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.feature.Preset;
import dev.venturi.generate.PatientVitals;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.kernel.KernelSelection;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is timed against each other computes the same numbers: regular patients, and irregular ones
/// with skipped days, single readings and columns that are missing altogether.
class PeerAgreesTest {
    private static final KernelSelection SCALAR = KernelSelection.select(KernelChoice.SCALAR, 0);

    private static final List<Preset> PRESETS = List.of(Preset.CASE_V1, Preset.STANDARD);

    @TempDir private Path directory;

    static List<PatientVitals> tables() {
        return List.of(
                PatientVitals.of(40, 365),
                PatientVitals.of(100, 60).seed(1).irregular(true),
                PatientVitals.of(200, 3).seed(2).irregular(true));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyFormOfSqlGivesOurAnswers(PatientVitals vitals) throws Exception {
        VitalsArrays table = VitalsArrays.of(vitals);
        Path csv = directory.resolve("vitals.csv");
        try (OutputStream out = Files.newOutputStream(csv)) {
            vitals.writeCsv(out, _ -> {});
        }
        try (DuckDb db = DuckDb.open(2)) {
            db.loadVitals(csv);
            for (Preset preset : PRESETS) {
                try (FeatureRun ours = new SliceRun(table, preset, SCALAR, 1)) {
                    ours.run();
                    for (VitalsSql form : VitalsSql.formsOf(preset)) {
                        db.computeFeatures(form);
                        Agreement agreement =
                                Agreement.of(ours.answers(), db.features(), table::series);
                        assertThat(agreement.holds())
                                .as("%s, %s: %s", vitals, form, agreement)
                                .isTrue();
                        assertThat(agreement.cells())
                                .isEqualTo(
                                        (long) ours.answers().columns().size() * table.patients());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void ourTwoWaysAndAnyWorkersGiveTheSameBits(PatientVitals vitals) throws Exception {
        VitalsArrays table = VitalsArrays.of(vitals);
        for (Preset preset : PRESETS) {
            try (FeatureRun slices = new SliceRun(table, preset, SCALAR, 1);
                    FeatureRun twoWorkers = new SliceRun(table, preset, SCALAR, 2);
                    FeatureRun rows = new TableRun(table, preset, KernelChoice.SCALAR, 2)) {
                slices.run();
                twoWorkers.run();
                assertSameBits(twoWorkers.answers(), slices.answers());
                assertSameBits(rows.answers(), slices.answers());
            }
        }
    }

    private static void assertSameBits(Answers found, Answers expected) {
        assertThat(found.columns()).isEqualTo(expected.columns());
        assertThat(found.keys()).isEqualTo(expected.keys());
        for (String column : expected.columns()) {
            assertThat(Arrays.equals(found.column(column), expected.column(column)))
                    .as(column)
                    .isTrue();
        }
    }
}
