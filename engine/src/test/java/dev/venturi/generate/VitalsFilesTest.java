package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.generate.PatientVitals.Layout;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table as a file: what our writer would write, and what readers read of it.
class VitalsFilesTest {
    @TempDir private Path directory;

    static Stream<PatientVitals> kinds() {
        PatientVitals table = PatientVitals.of(300, 120).workers(2);
        return Stream.of(
                table,
                table.irregular(true),
                table.irregular(true).layout(Layout.SHUFFLED).seed(7));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void textIsWhatTheCsvWriterMakesOfTheBatches(PatientVitals table) throws IOException {
        Path batches = directory.resolve("batches.csv");
        try (CsvWriter writer = CsvWriter.open(batches.toString(), table.schema().names(), false)) {
            table.writeTo(writer, progress -> {});
            writer.commit();
        }
        assertThat(write(table)).hasSameBinaryContentAs(batches);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ourReaderFindsTheTypesAndTheDoubles(PatientVitals table) throws IOException {
        Collected expected = Collected.of(table);
        try (InputFiles input = InputFiles.of(write(table))) {
            CsvTable read = CsvTable.open(input, CsvOptions.DEFAULTS);
            assertThat(read.schema().names()).isEqualTo(table.schema().names());
            // a column of decimals may begin with a whole number: that is found out by reading
            for (String name : List.of("patient_id", "day", "respiratory_rate")) {
                assertThat(read.schema().find(name).orElseThrow().type())
                        .isEqualTo(ColumnType.INT64);
            }
            List<Split> splits = read.splits(Long.MAX_VALUE);
            assertThat(splits).hasSize(1);
            Projection all =
                    new Projection(List.of(), List.of(), List.of(0, 1, 2, 3, 4, 5, 6, 7), false);
            RowBatch batch = new RowBatch(0, 0, 8, expected.rows() + 1);
            try (SplitReader reader = read.open(splits.getFirst(), all)) {
                assertThat(reader.read(batch)).isFalse();
                assertThat(reader.fractional(0)).isFalse();
                assertThat(reader.fractional(2)).isTrue();
                assertThat(reader.fractional(7)).isFalse();
            }
            assertThat(batch.rows()).isEqualTo(expected.rows());
            for (int c = 0; c < 8; c++) {
                for (int r = 0; r < batch.rows(); r++) {
                    assertThat(Double.doubleToLongBits(batch.values[c][r]))
                            .isEqualTo(Double.doubleToLongBits(expected.columns()[c][r]));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void duckDbReadsTheSameDoubles(PatientVitals table) throws IOException, SQLException {
        Collected expected = Collected.of(table);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            try (ResultSet rows =
                    statement.executeQuery(
                            "select * from read_csv('%s')".formatted(write(table)))) {
                int r = 0;
                while (rows.next()) {
                    for (int c = 0; c < 8; c++) {
                        double value = rows.getDouble(c + 1);
                        assertThat(rows.wasNull() ? Double.NaN : value)
                                .isEqualTo(Double.valueOf(expected.columns()[c][r]));
                    }
                    r++;
                }
                assertThat(r).isEqualTo(expected.rows());
            }
        }
    }

    private Path write(PatientVitals table) throws IOException {
        Path file = directory.resolve("vitals.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            table.writeCsv(out, progress -> {});
        }
        return file;
    }
}
