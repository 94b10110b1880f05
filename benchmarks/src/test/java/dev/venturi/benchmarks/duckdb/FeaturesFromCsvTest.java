package dev.venturi.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.duckdb.FeaturesFromCsv.Source;
import dev.venturi.feature.Preset;
import dev.venturi.generate.PatientVitals;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesFromCsvTest {
    @TempDir private Path directory;

    @Test
    void bothWaysToReadTheFileWriteWhatTheQueryGivesOfATable() throws Exception {
        Path csv = directory.resolve("it's vitals.csv");
        try (OutputStream out = Files.newOutputStream(csv)) {
            PatientVitals.of(30, 50).writeCsv(out, _ -> {});
        }
        VitalsSql query = new VitalsSql(Preset.CASE_V1, "running-count");
        try (DuckDb db = DuckDb.open(2)) {
            db.loadVitals(csv);
            db.computeFeatures(query);
            for (Source source : Source.values()) {
                Path out = directory.resolve("features.csv");
                FeaturesFromCsv.run(db, csv, out, query, source);
                Agreement agreement =
                        Agreement.of(
                                db.features(),
                                db.featuresOf(out),
                                (key, column) -> db.series("vitals", key, column));
                assertThat(agreement.holds()).as("%s: %s", source, agreement).isTrue();
                assertThat(agreement.cells()).isEqualTo(30 * 48);
            }
        }
    }
}
