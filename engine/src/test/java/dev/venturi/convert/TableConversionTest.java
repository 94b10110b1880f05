package dev.venturi.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.write.DuckDbFile;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.RandomTable;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is converted is what was there, in every pair of formats.
class TableConversionTest {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final List<String> FORMATS = List.of("csv", "parquet", "arrow");

    @TempDir Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 6);
    }

    /// Read by our readers, and Parquet by DuckDB too.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allPairsKeepEveryCell(long seed) throws Exception {
        RandomTable table = RandomTable.forText(seed, 1 + new Random(seed).nextInt(9000));
        for (String from : FORMATS) {
            Path source = write(table, directory.resolve("source." + from));
            for (String to : FORMATS) {
                Path target = directory.resolve("target." + to);
                try (InputFiles input = InputFiles.of(source)) {
                    ConversionResult result =
                            TableConversion.of(TableFiles.open(input, typed(table)))
                                    .into(new FileTarget(target), true);
                    assertThat(result.rows()).isEqualTo(table.rows());
                    assertThat(result.verified()).isEqualTo(table.rows());
                    assertThat(result.restarts()).isZero();
                }
                requireCells(cells(target, typed(table)), table, from + " to " + to);
                if (to.equals("parquet") && from.equals("csv")) {
                    List<List<@Nullable Object>> found =
                            DuckDbFile.cells(target, table.schema(), "true");
                    assertThat(found.equals(table.cells())).as("DuckDB").isTrue();
                }
            }
        }
    }

    private static Path write(RandomTable table, Path file) throws IOException {
        FileTarget target = new FileTarget(file);
        BatchSink writer = target.writer(target.open(), table.schema());
        try (BatchSink sink =
                target.text() == null ? writer : new TextSink(writer, table.schema())) {
            table.writeTo(sink);
            sink.commit();
        }
        return file;
    }

    private static CsvOptions typed(RandomTable table) {
        Map<String, ColumnType> types = new HashMap<>();
        table.schema().fields().forEach(field -> types.put(field.name(), field.type()));
        return CsvOptions.DEFAULTS.withNullTokens(List.of()).withTypes(types);
    }

    private static void requireCells(
            List<List<@Nullable Object>> found, RandomTable table, String what) {
        for (int c = 0; c < found.size(); c++) {
            Field field = table.schema().fields().get(c);
            List<@Nullable Object> expected = new ArrayList<>();
            for (Object cell : table.cells(c)) {
                expected.add(
                        switch (cell) {
                            case null -> null;
                            case Boolean flag -> flag ? 1L : 0L;
                            case Long days when field.type() == ColumnType.DATE ->
                                    days * NANOS_PER_DAY;
                            case Object same -> same;
                        });
            }
            assertThat(found.get(c).equals(expected)).as("%s: %s", what, field.name()).isTrue();
        }
    }

    /// Cells by column: `Double`, `Long` or `String`; null where missing.
    private static List<List<@Nullable Object>> cells(Path file, CsvOptions options)
            throws IOException {
        try (InputFiles input = InputFiles.of(file)) {
            FileTable table = TableFiles.open(input, options);
            int columns = table.schema().fields().size();
            List<List<@Nullable Object>> cells = new ArrayList<>();
            IntStream.range(0, columns).forEach(_ -> cells.add(new ArrayList<>()));
            try (BatchReader reader = table.batches(IntStream.range(0, columns).boxed().toList())) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int c = 0; c < columns; c++) {
                        for (int r = 0; r < batch.rows(); r++) {
                            cells.get(c).add(cell(batch.columns().get(c), r));
                        }
                    }
                }
                assertThat(reader.bytesRead()).isEqualTo(table.bytes());
            }
            return cells;
        }
    }

    private static @Nullable Object cell(Column column, int row) {
        return switch (column) {
            case Column.DoubleColumn(double[] values) ->
                    Double.isNaN(values[row]) ? null : (Object) values[row];
            case Column.LongColumn(long[] values, boolean[] nulls) ->
                    nulls != null && nulls[row] ? null : (Object) values[row];
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                String text =
                        new String(
                                bytes,
                                offsets[row],
                                offsets[row + 1] - offsets[row],
                                StandardCharsets.UTF_8);
                yield text.isEmpty() ? null : text;
            }
        };
    }

    private ConversionResult convert(Path source, String target) throws IOException {
        try (InputFiles input = InputFiles.of(source)) {
            return TableConversion.of(TableFiles.open(input, CsvOptions.DEFAULTS))
                    .into(new FileTarget(directory.resolve(target)), true);
        }
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(directory.resolve("in.csv"), text);
    }

    /// As our own CSV is written it comes back byte for byte.
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void textsOfCsvComeBack(String format) throws IOException {
        String text =
                """
                id,zip,when,local,day,ok,x,name
                -9223372036854775808,00123,2026-03-29T01:30:00Z,1969-12-31T23:59:59.999999999,2026-01-31,true,0.1,"a ""b"", c"
                9223372036854775807,4,2026-03-29T01:30:00.5Z,2026-01-01T00:00:00,1677-01-01,false,-0.0,"  two blanks "
                ,,,,,,,
                0,-0,1999-01-01T00:00:00Z,2026-01-01T00:00:00,1999-01-01,,1e-7,"line
                break"
                3,7.5,,,,true,Infinity,é日本
                """
                        .replace("1677-01-01", "1678-01-01");
        Path source = csv(text);
        ConversionResult result = convert(source, "out." + format);
        assertThat(result.schema().instants()).containsExactly("when");
        assertThat(result.schema().find("zip").orElseThrow().type()).isEqualTo(ColumnType.TEXT);
        assertThat(result.warnings())
                .containsExactly(
                        "column \"zip\" is kept as text: %s:2: column \"zip\": found \"00123\", which begins with a zero; --types zip:int64 reads numbers"
                                .formatted(source));
        convert(directory.resolve("out." + format), "back.csv");
        assertThat(directory.resolve("back.csv")).hasContent(text);
    }

    @Test
    void typesAreThoseOfTheWholeInput() throws IOException {
        StringBuilder text = new StringBuilder("id,late,never,when\n");
        for (int i = 0; i < 60_000; i++) { // beyond the megabyte that is looked at first
            String rest = i == 59_000 ? "2.5,,2026-01-01T00:00:00Z" : i % 10 + ",,";
            text.append("a-long-key-").append(i).append(',').append(rest).append('\n');
        }
        ConversionResult result = convert(csv(text.toString()), "out.parquet");
        assertThat(result.schema().fields().stream().map(Field::type))
                .containsExactly(
                        ColumnType.TEXT,
                        ColumnType.FLOAT64,
                        ColumnType.FLOAT64,
                        ColumnType.TIMESTAMP);
        assertThat(result.schema().instants()).containsExactly("when");
        assertThat(result.restarts()).isEqualTo(2);
        assertThat(
                        DuckDbFile.single(
                                "SELECT (count(*), sum(late), max(\"when\")::VARCHAR) FROM '%s'"
                                        .formatted(directory.resolve("out.parquet"))))
                .startsWith("(60000, 270002.5, '2026-01-01 ");
    }

    @Test
    void directoriesBecomeColumns() throws IOException {
        for (String day : List.of("2026-01-02", "2026-01-01")) {
            Path part = directory.resolve("lake/day=" + day + "/part.csv");
            Files.createDirectories(part.getParent());
            Files.writeString(part, "id,x\n1,2\n");
        }
        convert(directory.resolve("lake"), "out.csv");
        assertThat(directory.resolve("out.csv"))
                .hasContent("id,x,day\n1,2,2026-01-01\n1,2,2026-01-02\n");
    }

    @Test
    void aTextThatMeansMissingIsToldOf() throws IOException {
        Path source = csv("name\nann\nNA\n");
        try (InputFiles input = InputFiles.of(source)) {
            ConversionResult result =
                    TableConversion.of(
                                    TableFiles.open(
                                            input, CsvOptions.DEFAULTS.withNullTokens(List.of())))
                            .into(new FileTarget(directory.resolve("out.csv.gz")), true);
            assertThat(result.warnings())
                    .containsExactly(
                            "column \"name\": 1 text, \"NA\", will be read as missing unless --null-tokens leaves them out");
        }
        assertThat(cells(directory.resolve("out.csv.gz"), CsvOptions.DEFAULTS).getFirst())
                .containsExactly("ann", null);
    }

    @Test
    void columnsCanBeChosen() throws IOException {
        try (InputFiles input = InputFiles.of(csv("a,b,c\n1,2,3\n"))) {
            FileTable table = TableFiles.open(input, CsvOptions.DEFAULTS);
            FileTarget target = new FileTarget(directory.resolve("out.csv"));
            TableConversion.of(table).select(List.of("c", "a")).into(target, true);
            assertThat(target.file()).hasContent("a,c\n1,3\n");
            assertThatThrownBy(
                            () -> TableConversion.of(table).select(List.of("d")).into(target, true))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("--select: no column \"d\"");
        }
    }

    /// A writer that loses a bit is found out, and nothing bears the name.
    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "arrow"})
    void whatIsNotTheSameIsNotWritten(String format) throws IOException {
        Path file = directory.resolve("out." + format);
        FileTarget fine = new FileTarget(file);
        TableConversion.Target lossy =
                new TableConversion.Target() {
                    @Override
                    public AtomicOutput open() {
                        return fine.open();
                    }

                    @Override
                    public BatchSink writer(AtomicOutput output, Schema schema) throws IOException {
                        return new LossySink(fine.writer(output, schema));
                    }

                    @Override
                    public @Nullable CsvOptions text() {
                        return fine.text();
                    }
                };
        Path source = csv("x\n0.5\n0.1\n");
        try (InputFiles input = InputFiles.of(source)) {
            FileTable table = TableFiles.open(input, CsvOptions.DEFAULTS);
            assertThatThrownBy(() -> TableConversion.of(table).into(lossy, true))
                    .isInstanceOf(ConversionException.class)
                    .hasMessage(
                            "verifying: row 2, column \"x\": the input has 0.1, read back 0.09999999999999999");
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).containsExactly(source);
            }
            TableConversion.of(table).into(lossy, false); // nobody looks
        }
        assertThat(file).exists();
    }

    private record LossySink(BatchSink sink) implements BatchSink {
        @Override
        public void write(Batch batch) throws IOException {
            Column.DoubleColumn column = (Column.DoubleColumn) batch.columns().getFirst();
            column.values()[1] = Math.nextDown(column.values()[1]);
            sink.write(batch);
        }

        @Override
        public void commit() throws IOException {
            sink.commit();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }

    @Test
    void badInputIsNamedAndNothingIsLeft() throws IOException {
        String file = directory.resolve("in.csv").toString();
        requireRefused("x\n1\n72..1\n", file + ":3: column \"x\": expected a number");
        requireRefused("x\n", file + ": ");
        requireRefused("d\n2026-01-01\nsoon\n", file + ":3: column \"d\": expected an ISO 8601");
        requireRefused("b\ntrue\n1\n", file + ":3: column \"b\": expected true or false");
        requireRefused(
                "t\n2026-01-01T00:00Z\n2026-01-01T00:00\n",
                file
                        + ":3: column \"t\": \"2026-01-01T00:00Z\" and \"2026-01-01T00:00\": one names");
        Files.write(directory.resolve("in.csv"), new byte[] {'n', '\n', 'a', '\n', (byte) 0xE4});
        assertThatThrownBy(() -> convert(directory.resolve("in.csv"), "out.parquet"))
                .hasMessageStartingWith(file + ":3: column \"n\": expected a text in UTF-8");
    }

    private void requireRefused(String text, String message) throws IOException {
        Path source = csv(text);
        assertThatThrownBy(() -> convert(source, "out.parquet"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith(message);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(source);
        }
    }
}
