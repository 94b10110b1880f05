package dev.venturi.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.benchmarks.answers.Agreement;
import dev.venturi.benchmarks.duckdb.FeaturesFromFile.Source;
import dev.venturi.feature.Preset;
import dev.venturi.generate.PatientVitals;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesFromFileTest {
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
            for (Source source : List.of(Source.TABLE, Source.EXPRESSION)) {
                Path out = directory.resolve("features.csv");
                FeaturesFromFile.run(db, csv, out, query, source);
                Agreement agreement =
                        Agreement.of(
                                db.features(),
                                db.featuresOf(out),
                                (key, column) -> db.series("vitals", key, column));
                assertThat(agreement.holds()).as("%s: %s", source, agreement).isTrue();
                assertThat(agreement.cells()).isEqualTo(30 * 48);
            }
            Path parquet = directory.resolve("vitals.parquet");
            db.execute("COPY vitals TO '%s' (FORMAT parquet)".formatted(DuckDb.quoted(parquet)));
            db.execute("DROP TABLE vitals");
            Path out = directory.resolve("features.parquet");
            FeaturesFromFile.run(db, parquet, out, query, Source.PARQUET);
            Agreement agreement =
                    Agreement.of(
                            db.features(),
                            db.featuresOf(out),
                            (key, column) -> db.series("vitals", key, column));
            assertThat(agreement.holds()).as(agreement.toString()).isTrue();
        }
    }
}
