package dev.venturi.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.arrow.ArrowTable;
import dev.venturi.arrow.ArrowWriter;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.Features;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A table is what its files hold, whatever they are called, and the same in every format.
class TableFilesTest {
    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            new Field("id", ColumnType.INT64, "test"),
                            new Field("name", ColumnType.TEXT, "test"),
                            new Field("ok", ColumnType.BOOLEAN, "test"),
                            new Field("x", ColumnType.FLOAT64, "test")));

    @TempDir Path directory;

    private Path write(String name, String format) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (BatchSink sink =
                switch (format) {
                    case "parquet" ->
                            ParquetWriter.open(
                                    file.toString(), SCHEMA, ParquetOptions.DEFAULTS, true);
                    case "arrow" -> ArrowWriter.open(file.toString(), SCHEMA, true, true);
                    default -> CsvWriter.open(file.toString(), SCHEMA.names(), true);
                }) {
            sink.write(
                    new Batch(
                            3,
                            List.of(
                                    new Column.LongColumn(new long[] {7, 7, 8}, null),
                                    new Column.TextColumn(
                                            "annbob".getBytes(StandardCharsets.UTF_8),
                                            new int[] {0, 3, 6, 6}),
                                    new Column.LongColumn(
                                            new long[] {1, 0, 1},
                                            new boolean[] {false, true, false}),
                                    new Column.DoubleColumn(new double[] {1.5, -2.25, 1e300}))));
            sink.commit();
        }
        return file;
    }

    @Test
    void filesAreKnownByTheirContent() throws IOException {
        assertThat(opened(write("a.csv", "parquet"))).isInstanceOf(ParquetTable.class);
        assertThat(opened(write("b.parquet", "arrow"))).isInstanceOf(ArrowTable.class);
        assertThat(opened(write("c.arrow", "csv"))).isInstanceOf(CsvTable.class);
    }

    private static TableSource opened(Path file) throws IOException {
        try (InputFiles input = InputFiles.of(file)) {
            return TableFiles.open(input, CsvOptions.DEFAULTS);
        }
    }

    @Test
    void oneTableHasOneFormat() throws IOException {
        write("t/a.csv", "csv");
        write("t/b.arrow", "arrow");
        assertThatThrownBy(() -> opened(directory.resolve("t")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "%1$s/t/a.csv is CSV, %1$s/t/b.arrow is an Arrow file; name files of one format",
                        directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "arrow"})
    void directoriesGiveColumns(String format) throws Exception {
        write("lake/day=2026-03-02/half=0.5/part." + format, format);
        write("lake/day=2026-03-01/half=1/part." + format, format);
        try (InputFiles input = InputFiles.of(directory.resolve("lake"))) {
            TableSource table = TableFiles.open(input, CsvOptions.DEFAULTS);
            Path out = directory.resolve("features.csv");
            Features.of(table)
                    .by("id", "day")
                    .orderBy("day")
                    .select("x", "half")
                    .features("count, first, sum")
                    .computeTo(schema -> CsvWriter.open(out.toString(), schema.names(), true));
            assertThat(out)
                    .hasContent(
                            """
                            id,day,x_count,x_first,x_sum,half_count,half_first,half_sum
                            7,2026-03-01,2,1.5,-0.75,2,1,2
                            8,2026-03-01,1,1e300,1e300,1,1,1
                            7,2026-03-02,2,1.5,-0.75,2,0.5,1
                            8,2026-03-02,1,1e300,1e300,1,0.5,0.5
                            """);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void typesOfTheFilesMayBeWidened(String format) throws IOException {
        try (InputFiles input = InputFiles.of(write("a", format))) {
            Map<String, ColumnType> wide = Map.of("id", ColumnType.FLOAT64);
            TableSource table = TableFiles.open(input, CsvOptions.DEFAULTS.withTypes(wide));
            assertThat(table.schema().fields().getFirst())
                    .isEqualTo(new Field("id", ColumnType.FLOAT64, "given by --types"));
            Map<String, ColumnType> date = Map.of("x", ColumnType.DATE);
            assertThatThrownBy(() -> TableFiles.open(input, CsvOptions.DEFAULTS.withTypes(date)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("--types: column \"x\" is float64 (");
        }
    }

    /// As in CSV: a sum of booleans is a whole number.
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void booleansAreWhole(String format) throws Exception {
        try (InputFiles input = InputFiles.of(write("a", format))) {
            TableSource table = TableFiles.open(input, CsvOptions.DEFAULTS);
            Path out = directory.resolve("features.csv");
            Features.of(table)
                    .by("id")
                    .select("ok")
                    .features("count, sum, max")
                    .computeTo(schema -> CsvWriter.open(out.toString(), schema.names(), true));
            assertThat(out).hasContent("id,ok_count,ok_sum,ok_max\n7,1,1,1\n8,1,1,1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void columnsThatDifferNameBothFiles(String format) throws IOException {
        Path first = write("a." + format, format);
        Path second = directory.resolve("b." + format);
        Schema other = new Schema(SCHEMA.fields().subList(0, 3));
        try (BatchSink sink =
                format.equals("arrow")
                        ? ArrowWriter.open(second.toString(), other, true, true)
                        : ParquetWriter.open(
                                second.toString(), other, ParquetOptions.DEFAULTS, true)) {
            sink.commit();
        }
        try (InputFiles input = InputFiles.of(first, second)) {
            assertThatThrownBy(() -> TableFiles.open(input, CsvOptions.DEFAULTS))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessage("%s: its columns are not those of %s: it lacks x", second, first);
        }
    }
}
