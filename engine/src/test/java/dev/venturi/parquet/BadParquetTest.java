package dev.venturi.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Projection;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.EncryptionWithFooterKey;
import org.apache.parquet.format.FileMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of files that are not what they should be: where, what was found, what to do.
class BadParquetTest {
    @TempDir Path directory;

    private Path written(String name, String query) throws SQLException {
        Path path = directory.resolve(name);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            sql.execute(
                    "copy (%s) to '%s' (format parquet, row_group_size 2048)"
                            .formatted(query, path));
        }
        return path;
    }

    private Path table() throws SQLException {
        return written(
                "t.parquet",
                "select i // 100 as id, i as n, i / 8 as x, 'a' || i as name from range(5000) r(i)");
    }

    private static List<String> rows(Path path) throws IOException {
        try (InputFiles input = InputFiles.of(path)) {
            ParquetTable table = ParquetTable.open(input);
            Projection projection =
                    ParquetRows.columns(table, List.of("id"), List.of("n"), List.of("x"));
            return ParquetRows.read(table, projection, 999, 1 << 20).rows();
        }
    }

    private static ColumnMetaData column(FileMetaData data, int group, int column) {
        return data.getRow_groups().get(group).getColumns().get(column).getMeta_data();
    }

    private static void refused(Path path, String... said) {
        assertThatThrownBy(() -> rows(path))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContainingAll(said);
    }

    @Test
    void whatIsNoParquetIsSaid() throws Exception {
        Path path = directory.resolve("t.parquet");
        Files.writeString(path, "id,n,x\n1,2,3\n4,5,6\n");
        refused(path, "t.parquet: expected PAR1 at the end of a Parquet file");
        Files.writeString(path, "");
        refused(path, "t.parquet: the file is empty");
        Files.writeString(path, "PAR1");
        refused(path, "expected a Parquet file, found 4 bytes");
    }

    @Test
    void aFileCutOffIsSaid() throws Exception {
        Path path = table();
        byte[] bytes = Files.readAllBytes(path);
        for (int length : new int[] {12, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(path, Arrays.copyOf(bytes, length));
            refused(path, "t.parquet: expected PAR1 at the end", "cut off");
        }
    }

    @Test
    void encryptionIsSaid() throws Exception {
        Path path = table();
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 1] = 'E';
        Files.write(path, bytes);
        refused(path, "t.parquet: the footer is encrypted; decrypt the file first");
        Path column = written("u.parquet", "select 1 as id, 2 as n, 3.5 as x");
        RewrittenFooter.change(
                column,
                data ->
                        data.getRow_groups()
                                .getFirst()
                                .getColumns()
                                .get(2)
                                .setCrypto_metadata(
                                        ColumnCryptoMetaData.ENCRYPTION_WITH_FOOTER_KEY(
                                                new EncryptionWithFooterKey())));
        refused(column, "u.parquet: row group 0: column \"x\": the column is encrypted");
    }

    @Test
    void codecsThatAreNotReadAreNamed() throws Exception {
        Path path = table();
        RewrittenFooter.change(path, data -> column(data, 1, 2).setCodec(CompressionCodec.BROTLI));
        refused(
                path,
                "t.parquet: row group 1: column \"x\": found codec BROTLI, expected one of",
                "ZSTD");
        Path unknown = written("u.parquet", "select 1 as id, 2 as n, 3.5 as x");
        RewrittenFooter.replace(unknown, new byte[] {0x15, 2, 0x16}, new byte[] {0x15, 90, 0x16});
        refused(unknown, "u.parquet: column \"id\": found an unknown codec, expected one of");
    }

    @Test
    void lyingPlacesAndCountsAreRefused() throws Exception {
        Path path = table();
        byte[] whole = Files.readAllBytes(path);
        RewrittenFooter.change(path, data -> column(data, 0, 2).setData_page_offset(1L << 40));
        RewrittenFooter.change(path, data -> column(data, 0, 2).unsetDictionary_page_offset());
        refused(path, "row group 0: column \"x\": its pages are said to be bytes");
        Files.write(path, whole);
        RewrittenFooter.change(
                path, data -> column(data, 0, 2).setTotal_compressed_size(Long.MAX_VALUE));
        refused(path, "row group 0: column \"x\": its pages are said to be bytes");
        Files.write(path, whole);
        RewrittenFooter.change(path, data -> column(data, 1, 1).setNum_values(7));
        refused(path, "row group 1: column \"n\": expected 2,048 values", "found 7");
        Files.write(path, whole);
        RewrittenFooter.change(path, data -> data.setNum_rows(1L << 50));
        refused(path, "the footer tells of", "its row groups have 5,000");
        Files.write(path, whole);
        RewrittenFooter.change(
                path,
                data -> {
                    data.setNum_rows(5_000 + 1);
                    data.getRow_groups().getLast().setNum_rows(905);
                    data.getRow_groups()
                            .getLast()
                            .getColumns()
                            .forEach(chunk -> chunk.getMeta_data().setNum_values(905));
                });
        refused(path, "row group 2: column", "the column ends where the row group has 1 more rows");
    }

    @Test
    void lyingStatisticsChangeNothing() throws Exception {
        Path path = table();
        List<String> right = rows(path);
        RewrittenFooter.change(
                path,
                data ->
                        data.getRow_groups()
                                .forEach(group ->
                                        group.getColumns()
                                                .forEach(chunk -> {
                                                    var said = chunk.getMeta_data().getStatistics();
                                                    said.setMin_value(new byte[8]);
                                                    said.setMax_value(new byte[8]);
                                                    said.setNull_count(5_000);
                                                })));
        assertThat(rows(path)).isEqualTo(right);
    }

    @Test
    void nestedColumnsAreLeftOutAndNamingOneIsAMistake() throws Exception {
        Path path =
                written(
                        "n.parquet",
                        "select i as id, [i, i] as list, {'a': i} as pair, i as n, time '12:00:00' as clock, i / 2 as x from range(10) r(i)");
        assertThat(rows(path)).hasSize(10).contains("3|3|0x1.8p0");
        try (InputFiles input = InputFiles.of(path)) {
            ParquetTable table = ParquetTable.open(input);
            assertThat(table.schema().names()).containsExactly("id", "n", "x");
            assertThat(table.warnings())
                    .containsExactly(
                            "columns that are not read: clock (INT64 TIME_MICROS), list (a nested type), pair (a nested type)");
            assertThatThrownBy(() -> table.schema().require("pair", "--by"))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(
                            "--by: column \"pair\" holds a nested type, which is not read; choose another column");
        }
    }

    @Test
    void filesThatDifferAreNamedBoth() throws Exception {
        Path first = written("a.parquet", "select 1 as id, 2 as n, 3.5::double as x");
        Path other = written("b.parquet", "select 1 as id, 2 as m, 3.5::double as x");
        Path text = written("c.parquet", "select 1 as id, 2.5::double as n, 3.5::double as x");
        Path csv = Files.writeString(directory.resolve("d.csv"), "id,n,x\n1,2,3\n");
        try (InputFiles input = InputFiles.of(first, other)) {
            assertThatThrownBy(() -> ParquetTable.open(input))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContainingAll(
                            "b.parquet: its columns are not those of",
                            "a.parquet: it lacks n; only it has m");
        }
        try (InputFiles input = InputFiles.of(first, text)) {
            assertThatThrownBy(() -> ParquetTable.open(input))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContainingAll(
                            "c.parquet: column \"n\": found float64, expected int64",
                            "a.parquet",
                            "--types n:float64");
            ParquetTable table = ParquetTable.open(input, Map.of("n", ColumnType.FLOAT64));
            assertThat(table.schema().find("n").orElseThrow().type()).isEqualTo(ColumnType.FLOAT64);
        }
        try (InputFiles input = InputFiles.of(first, csv)) {
            assertThatThrownBy(() -> TableFiles.open(input, CsvOptions.DEFAULTS))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("a.parquet is a Parquet file", "d.csv is CSV");
        }
    }

    @Test
    void missingKeysAndOrdersNameTheirRow() throws Exception {
        Path key =
                written(
                        "k.parquet",
                        "select case when i <> 3000 then i // 100 end as id, i as n, i / 8 as x from range(5000) r(i)");
        try (InputFiles input = InputFiles.of(key)) {
            ParquetTable table = ParquetTable.open(input);
            Projection strict = new Projection(List.of(0), List.of(1), List.of(2), false);
            assertThatThrownBy(() -> ParquetRows.read(table, strict, 100, 1 << 20))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(
                            "k.parquet: row group 1, row 3001: column \"id\": the key is missing");
        }
        Path order =
                written(
                        "o.parquet",
                        "select i // 100 as id, case when i <> 4999 then i end as n, i / 8 as x from range(5000) r(i)");
        refused(
                order,
                "o.parquet: row group 2, row 5000: column \"n\": expected a value to order by, found nothing");
        Path time =
                written(
                        "z.parquet",
                        "select 1 as id, case when i = 2 then timestamp '9999-12-31' else timestamp '2026-01-01' end as n, 0.5 as x from range(3) r(i)");
        refused(
                time,
                "row group 0, row 3: column \"n\": found a time that is not between the years");
    }

    @Test
    void typesThatCannotBeGivenAreMistakes() throws Exception {
        try (InputFiles input = InputFiles.of(table())) {
            assertThatThrownBy(() -> ParquetTable.open(input, Map.of("x", ColumnType.TIMESTAMP)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(
                            "--types: column \"x\" is float64 (DOUBLE) and is not read as timestamp");
            assertThatThrownBy(() -> ParquetTable.open(input, Map.of("y", ColumnType.TEXT)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--types: no column \"y\"");
        }
    }

    @Test
    void unsignedNumbersBeyondInt64AreFractions() throws Exception {
        Path path =
                written(
                        "u.parquet",
                        "select 18446744073709551615::ubigint - i::ubigint as id, i as n, 18446744073709551615::ubigint as x from range(3) r(i)");
        try (InputFiles input = InputFiles.of(path)) {
            ParquetTable table = ParquetTable.open(input);
            Projection projection =
                    ParquetRows.columns(table, List.of("id"), List.of(), List.of("x", "n"));
            ParquetRows read = ParquetRows.read(table, projection, 2, 1 << 20);
            assertThat(read.rows().getLast()).startsWith("18446744073709551613|");
            assertThat(read.fractional()).containsExactly(true, false);
        }
    }

    @Test
    void keysThatAreNoTextsAreRefused() throws Exception {
        Path path = written("b.parquet", "select '\\xFF\\xFE'::blob as id, 1 as n, 0.5 as x");
        refused(path, "row 1: column \"id\": expected a key in UTF-8");
        assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                .startsWith("PAR1");
    }
}
