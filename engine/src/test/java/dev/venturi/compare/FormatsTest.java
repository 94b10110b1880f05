package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.arrow.ArrowWriter;
import dev.venturi.compare.ComparisonResult.Method;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.ContractDocument;
import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureList;
import dev.venturi.feature.Preset;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.DescribedSink;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of different formats with the same values are equal.
class FormatsTest {
    @TempDir Path directory;

    private Path file(String name, String order) throws SQLException {
        Path file = directory.resolve(name);
        String rows =
                """
                SELECT i AS id, 'k' || (i %% 7) AS part, i * 1000000007 AS n, i / 8.0::DOUBLE AS x,
                  CASE WHEN i %% 5 = 0 THEN NULL ELSE sin(i)::DOUBLE END AS wave,
                  CASE WHEN i %% 11 = 0 THEN 'NaN'::DOUBLE ELSE 0.1 * i END AS odd,
                  (i * 1.25)::DECIMAL(18, 2) AS price, i %% 3 = 0 AS ok,
                  TIMESTAMP '2026-01-01' + INTERVAL (i * 977) MILLISECOND AS at,
                  DATE '1999-12-31' + i::INTEGER AS day,
                  CASE WHEN i %% 4 = 0 THEN NULL ELSE 'word, "' || (i %% 9) END AS name
                FROM range(20000) t(i) ORDER BY %s
                """
                        .formatted(order);
        String written =
                name.endsWith(".csv") ? "(HEADER)" : "(FORMAT parquet, ROW_GROUP_SIZE 5000)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' %s".formatted(rows, file, written));
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, b.parquet, id, MERGED",
        "a.parquet, b.csv, id DESC, IN_MEMORY",
        "a.parquet, b.parquet, id, MERGED"
    })
    void equalValuesAreEqualInEveryFormat(String first, String second, String order, Method method)
            throws Exception {
        try (InputFiles a = InputFiles.of(file(first, "id"));
                InputFiles b = InputFiles.of(file(second, order))) {
            ComparisonResult result =
                    TableComparison.of(open(a), open(b)).by("id", "part").compare();
            assertThat(result.columns()).allMatch(one -> one.verdict() == Verdict.EQUAL);
            assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
            assertThat(result.matchedKeys()).isEqualTo(20_000);
            assertThat(result.method()).isEqualTo(method);
            assertThat(result.columns().stream().filter(ColumnComparison::kindsDiffer)).isEmpty();
        }
    }

    private static FileTable open(InputFiles files) {
        return TableFiles.open(files, CsvOptions.DEFAULTS);
    }

    @Test
    void rowsThatDoNotFitGoToDisk() throws Exception {
        try (InputFiles a = InputFiles.of(file("a.parquet", "id"));
                InputFiles b = InputFiles.of(file("b.csv", "hash(id)"))) {
            ComparisonResult result =
                    TableComparison.of(open(a), open(b)).by("id").memory(100_000).compare();
            assertThat(result.method()).isEqualTo(Method.ON_DISK);
            assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        }
    }

    private static final Schema FEW =
            new Schema(
                    List.of(
                            new Field("id", ColumnType.INT64, "test"),
                            new Field("x", ColumnType.FLOAT64, "test"),
                            new Field("n", ColumnType.INT64, "test")));

    private Path few(String name, double x, long n, boolean missing, String contract)
            throws IOException {
        Path file = directory.resolve(name);
        try (DescribedSink sink =
                name.endsWith(".arrow")
                        ? ArrowWriter.open(file.toString(), FEW, false, true)
                        : ParquetWriter.open(
                                file.toString(),
                                FEW,
                                ParquetOptions.DEFAULTS.withNanIsMissing(false),
                                true)) {
            sink.write(
                    new Batch(
                            2,
                            List.of(
                                    new Column.LongColumn(new long[] {1, 2}, null),
                                    new Column.DoubleColumn(new double[] {x, Double.NaN}),
                                    new Column.LongColumn(
                                            new long[] {n, n}, new boolean[] {missing, true}))));
            if (!contract.isEmpty()) {
                sink.describe(ContractDocument.METADATA_KEY, contract);
            }
            sink.commit();
        }
        return file;
    }

    private static ComparisonResult compareBy(Path file, String key) throws IOException {
        try (InputFiles a = InputFiles.of(file);
                InputFiles b = InputFiles.of(file)) {
            return TableComparison.of(open(a), open(b)).by(key).compare();
        }
    }

    private static ComparisonResult compare(Path first, Path second) throws IOException {
        try (InputFiles a = InputFiles.of(first);
                InputFiles b = InputFiles.of(second)) {
            return TableComparison.of(open(a), open(b)).by("id").compare();
        }
    }

    /// Null, NaN and an empty field are one; the bits of numbers are looked at.
    @Test
    void lastBitsAreSeenAndMissingIsMissing() throws IOException {
        long large = 9_007_199_254_740_993L;
        Path arrow = few("a.arrow", 0.1, large, false, "");
        Path parquet = few("b.parquet", 0.1, large, false, "");
        Path csv = directory.resolve("c.csv");
        Files.writeString(csv, "id,x,n\n1,0.1,9007199254740993\n2,NA,\n");
        assertThat(compare(arrow, parquet).verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(compare(csv, arrow).verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(compare(parquet, csv).verdict()).isEqualTo(Verdict.EQUAL);
        Path other = few("d.arrow", Math.nextUp(0.1), large - 1, false, "");
        ComparisonResult result = compare(parquet, other);
        assertThat(Comparing.column(result, "x").largestAbsolute())
                .isEqualTo(Math.nextUp(0.1) - 0.1);
        assertThat(Comparing.column(result, "n").largestAbsolute()).isEqualTo(1);
        assertThat(Comparing.column(result, "n").example())
                .isEqualTo(new DifferingRow("1", "9007199254740993", "9007199254740992"));
        assertThat(
                        Comparing.column(compare(few("e.arrow", 0.1, 0, true, ""), csv), "n")
                                .differing())
                .isEqualTo(1);
    }

    @Test
    void missingKeyIsAnErrorThatNamesTheRow() throws IOException {
        Path file = few("a.parquet", 1, 1, true, "");
        assertThatThrownBy(() -> compareBy(file, "n"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(file + ":")
                .hasMessageContaining("row 1: column \"n\": the key is missing");
    }

    @Test
    void contractsWithinFilesExplainDifferences() throws IOException {
        Path parquet = features("a.parquet", Preset.CASE_V1, 0.5);
        Path arrow = features("b.arrow", Preset.CASE_V3, 0.7);
        ComparisonResult result = compare(parquet, arrow);
        assertThat(result.notes()).isEmpty();
        assertThat(result.explanation()).startsWith("std: population against sample");
        // what stands beside a file is taken before what stands in it
        Files.writeString(ContractDocument.beside(parquet), contract(Preset.CASE_V3));
        assertThat(compare(parquet, arrow).explanation()).isEmpty();
    }

    private Path features(String name, Preset preset, double std) throws IOException {
        Path file = directory.resolve(name);
        Schema schema =
                new Schema(
                        List.of(
                                new Field("id", ColumnType.INT64, "test"),
                                new Field("x_std", ColumnType.FLOAT64, "test")));
        try (DescribedSink sink =
                name.endsWith(".arrow")
                        ? ArrowWriter.open(file.toString(), schema, false, true)
                        : ParquetWriter.open(
                                file.toString(), schema, ParquetOptions.DEFAULTS, true)) {
            sink.write(
                    new Batch(
                            1,
                            List.of(
                                    new Column.LongColumn(new long[] {1}, null),
                                    new Column.DoubleColumn(new double[] {std}))));
            sink.describe(ContractDocument.METADATA_KEY, contract(preset));
            sink.commit();
        }
        return file;
    }

    private static String contract(Preset preset) {
        return ContractDocument.describe(
                        "0.1.0",
                        FeatureList.parse("std", preset, FeatureCatalog.installed()),
                        List.of(new Field("id", ColumnType.INT64, "given")),
                        List.of(),
                        List.of(new Field("x", ColumnType.FLOAT64, "given")))
                .toJson();
    }

    @Test
    void aContractThatIsNoneIsNoted() throws IOException {
        Path broken = few("a.parquet", 1, 1, false, "{");
        assertThat(compare(broken, few("b.parquet", 2, 1, false, "")).notes())
                .first()
                .asString()
                .startsWith("not used: " + broken);
    }

    @Test
    void csvOfTheSameRowsIsEqual() throws IOException {
        Path parquet = few("a.parquet", -0.0, 5, false, "");
        Path csv = directory.resolve("a.csv");
        try (CsvWriter writer = CsvWriter.open(csv.toString(), FEW.names(), false)) {
            writer.write(
                    new Batch(
                            2,
                            List.of(
                                    new Column.LongColumn(new long[] {1, 2}, null),
                                    new Column.DoubleColumn(new double[] {0.0, Double.NaN}),
                                    new Column.LongColumn(
                                            new long[] {5, 0}, new boolean[] {false, true}))));
            writer.commit();
        }
        ComparisonResult result = compare(parquet, csv);
        assertThat(Comparing.column(result, "x").differing()).isEqualTo(1); // zeros differ by sign
        assertThat(Comparing.column(result, "n").verdict()).isEqualTo(Verdict.EQUAL);
    }
}
