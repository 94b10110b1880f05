package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.Split;
import dev.venturi.table.TypeAssumptionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows that cannot be read are left out: what is left reads as a file that never had them.
class RejectedRowsTest {
    private static final CsvOptions COMMAS = CsvOptions.DEFAULTS.withDelimiter(",");

    @TempDir private Path directory;

    /// What was told, of the last pass.
    private static final class Told implements RowRejects {
        final List<String> rows = new ArrayList<>();
        long kept = -1;
        int passes;

        @Override
        public void begin() {
            rows.clear();
            passes++;
        }

        @Override
        public void reject(Position place, String reason, String row) {
            rows.add(
                    "%d %s %s| %s"
                            .formatted(
                                    place.line(),
                                    place.column(),
                                    reason.replaceAll(" \\(first value.*", ""),
                                    row));
        }

        @Override
        public void end(long rows) {
            kept = rows;
        }
    }

    /// All there is of a table: types, then the values of each row, doubles by their bits.
    private static List<String> read(CsvTable opened) {
        CsvTable table = opened;
        while (true) {
            try {
                return attempt(table);
            } catch (TypeAssumptionException e) {
                String name = table.schema().fields().get(e.column()).name();
                table = table.retyped(List.of(new Field(name, e.needed(), "late")));
            }
        }
    }

    private static List<String> attempt(CsvTable table) {
        List<Integer> columns = IntStream.range(0, table.schema().fields().size()).boxed().toList();
        List<String> rows = new ArrayList<>();
        rows.add(
                table.schema().fields().stream().map(Field::type).toList()
                        + " "
                        + table.schema().instants());
        try (BatchReader reader = table.batches(columns)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    StringBuilder row = new StringBuilder();
                    for (var column : batch.columns()) {
                        switch (column) {
                            case DoubleColumn(double[] values) ->
                                    row.append(Double.doubleToRawLongBits(values[r]));
                            case LongColumn(long[] values, boolean[] nulls) ->
                                    row.append(nulls != null && nulls[r] ? "-" : values[r] + "");
                            case TextColumn(byte[] bytes, int[] offsets) ->
                                    row.append(
                                            new String(
                                                    bytes,
                                                    offsets[r],
                                                    offsets[r + 1] - offsets[r],
                                                    StandardCharsets.UTF_8));
                        }
                        row.append('|');
                    }
                    rows.add(row.toString());
                }
            }
            rows.add("overflowed " + reader.overflowedToInfinity());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private CsvTable open(byte[] content, CsvOptions options, int chunk, RowRejects rejects)
            throws IOException {
        Path file = Files.write(directory.resolve("t.csv"), content);
        try (InputFiles input = InputFiles.of(file)) {
            return CsvTable.open(input, options, chunk, rejects);
        }
    }

    private List<String> told(String content) throws IOException {
        Told told = new Told();
        read(open(content.getBytes(StandardCharsets.UTF_8), COMMAS, InputFormat.CHUNK, told));
        return told.rows;
    }

    @Test
    void everyKindOfBadRowIsToldWithPlaceReasonAndText() throws IOException {
        byte[] content =
                """
                id,x,day,ok,name
                1,1.5,2026-01-01,true,ann
                2,2.5,2026-01-02
                3,abc,2026-01-03,true,cid
                4,4.5,yesterday,true,dan

                five,5.5,2026-01-05,true,"e
                e"
                6,6.5,2026-01-06,perhaps,fay
                7,7.5,2026-01-07,true,"gil"s
                8,8.5,2026-01-08,true,h\u00e9l
                9,9.5,2026-01-09,true,"ike
                10,10.5,2026-01-10,true,joe
                """
                        .getBytes(StandardCharsets.ISO_8859_1);
        Told told = new Told();
        List<String> rows = read(open(content, COMMAS, InputFormat.CHUNK, told));

        assertThat(rows).hasSize(4);
        assertThat(told.kept).isEqualTo(2);
        assertThat(told.rows)
                .containsExactly(
                        "3 null expected 5 fields, found 3| 2,2.5,2026-01-02",
                        "4 x expected a number| 3,abc,2026-01-03,true,cid",
                        "5 day expected an ISO 8601 date or time such as 2026-01-31T23:59:59.5Z| 4,4.5,yesterday,true,dan",
                        "7 id expected a number| five,5.5,2026-01-05,true,\"e\ne\"",
                        "9 ok expected true or false| 6,6.5,2026-01-06,perhaps,fay",
                        "10 null expected a delimiter behind the closing quote, found \"s 8,8.5,2026-01-08,t\"; a quote inside a quoted field is written \"\"| 7,7.5,2026-01-07,true,\"gil\"s",
                        "11 name expected a text in UTF-8, found \"h\ufffdl\"; convert the file, for example with: iconv -f LATIN1 -t UTF-8| 8,8.5,2026-01-08,true,h\\xE9l",
                        "12 null a quote is opened here and never closed| 9,9.5,2026-01-09,true,\"ike");
    }

    @Test
    void rowOfBrokenQuotesIsTheLineOnWhichItBegins() throws IOException {
        assertThat(told("k,x\na,1\n\"b,2\nc,3\n\"d\",4\ne,5\n"))
                .singleElement()
                .asString()
                .startsWith("3 null expected a delimiter")
                .endsWith("| \"b,2");
        assertThat(told("k,x\na,1\nb,2\n\"c,3"))
                .containsExactly("4 null a quote is opened here and never closed| \"c,3");
        assertThat(told("k,x\na,1\r\n\"b,2\r\nc,3\r\n"))
                .containsExactly("3 null a quote is opened here and never closed| \"b,2");
    }

    @Test
    void rowOfWholeQuotesIsLeftOutWithItsLineBreaks() throws IOException {
        assertThat(told("k,x\na,1\n\"b\nq,7\nc\",2,3\nd,4\n"))
                .containsExactly("3 null expected 2 fields, found 3| \"b\nq,7\nc\",2,3");
    }

    @Test
    void quoteThatStaysOpenForLongIsLeftOutWithoutTheRowsBehindIt() throws IOException {
        int rows = 2_400_000;
        StringBuilder content = new StringBuilder("k,x\na,1\n\"b,2\n");
        for (int i = 0; i < rows; i++) {
            content.append("abcdef,").append(i % 7).append('\n');
        }
        content.append("\"z\",9\n"); // closes it, more than 16 MiB behind
        assertThat(content.length()).isGreaterThan(RowScanner.LONGEST_QUOTED + 1000);
        Told told = new Told();
        CsvTable table =
                open(
                        content.toString().getBytes(StandardCharsets.UTF_8),
                        COMMAS,
                        InputFormat.CHUNK,
                        told);
        long read = 0;
        try (BatchReader reader = table.batches(List.of(0, 1))) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                read += batch.rows();
            }
        }
        assertThat(told.rows)
                .containsExactly(
                        "3 null a quote is opened here and not closed within 16 MiB| \"b,2");
        assertThat(read).isEqualTo(rows + 2L);
    }

    @Test
    void rowThatIsLeftOutHasNoSayInTypes() throws IOException {
        CsvOptions given = COMMAS.withTypes(Map.of("id", ColumnType.INT64));
        String[] bad = {"id,x,t\nno,1.5,2026-01-01\n", "id,x,t\nno,word,2026-01-01T00:00Z\n"};
        for (String beginning : bad) {
            Told told = new Told();
            byte[] content =
                    (beginning + "1,2,\n2,3,2026-01-02T10:00:00\nno,7.5,\n3,4,\n")
                            .getBytes(StandardCharsets.UTF_8);
            List<String> rows = read(open(content, given, InputFormat.CHUNK, told));
            assertThat(rows.getFirst()).isEqualTo("[INT64, INT64, TIMESTAMP] []");
            assertThat(rows).hasSize(5);
            assertThat(told.rows).hasSize(2);
        }
    }

    @Test
    void rowStaysLeftOutWhenItsColumnBecomesTextLater() throws IOException {
        Told told = new Told();
        byte[] content = "k,x\n1,5\n2,abc\n3,007\n4,xyz\n".getBytes(StandardCharsets.UTF_8);
        assertThat(read(open(content, COMMAS, InputFormat.CHUNK, told)))
                .containsExactly("[INT64, TEXT] []", "1|5|", "3|007|", "4|xyz|", "overflowed 0");
        assertThat(told.passes).isEqualTo(2);
        assertThat(told.rows).singleElement().asString().startsWith("3 x expected a number");
    }

    @Test
    void noRowLeftIsToldAsSuch() throws IOException {
        Told told = new Told();
        byte[] content = "k,x\n1\n2\n\"3,4\n".getBytes(StandardCharsets.UTF_8);
        assertThat(read(open(content, COMMAS, InputFormat.CHUNK, told))).hasSize(2);
        assertThat(told.kept).isZero();
        assertThat(told.rows).hasSize(3);
    }

    @Test
    void headerMustBeInOrder() {
        assertThatThrownBy(() -> told("k,\"x\"y\n1,2\n"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("t.csv:1: expected a delimiter behind the closing quote");
    }

    @Test
    void whoIsToldMayEndReading() {
        RowRejects strict =
                new RowRejects() {
                    @Override
                    public void begin() {}

                    @Override
                    public void reject(Position place, String reason, String row) {
                        throw new MalformedDataException(place, "too many");
                    }

                    @Override
                    public void end(long rows) {}
                };
        assertThatThrownBy(() ->
                        read(
                                open(
                                        "k,x\n1,2\n3\n".getBytes(StandardCharsets.UTF_8),
                                        COMMAS,
                                        64,
                                        strict)))
                .hasMessageEndingWith("t.csv:3: too many");
    }

    @Test
    void splitsAreRefused() throws IOException {
        CsvTable table =
                open("k,x\n1,2\n".getBytes(StandardCharsets.UTF_8), COMMAS, 64, new Told());
        Split split = table.splits(1000).getFirst();
        Projection columns = Tables.projection(table, "k//x");
        assertThatThrownBy(() -> table.open(split, columns))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void linesAreThoseOfTheFileInGzipAndInOddDialects() throws IOException {
        String content = "k;;x\n# remark\na;;1\nb;;2;;3\n\nc;;z\nd;;4\n";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        CsvOptions odd = CsvOptions.DEFAULTS.withDelimiter(";;").withComment('#');
        for (byte[] file :
                List.of(content.getBytes(StandardCharsets.UTF_8), packed.toByteArray())) {
            Told told = new Told();
            assertThat(read(open(file, odd, InputFormat.CHUNK, told))).hasSize(4);
            assertThat(told.rows)
                    .satisfiesExactly(
                            row -> assertThat(row).startsWith("4 null expected 2 fields, found 3"),
                            row -> assertThat(row).startsWith("6 x expected a number"));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsLeftReadsAsAFileWithoutTheBadRows(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] poisoned = PoisonedFile.make(random);
        CsvOptions options = COMMAS.withTypes(PoisonedFile.TYPES);
        PoisonedFile.Expected expected = PoisonedFile.expected(poisoned);
        Told told = new Told();
        int chunk = random.nextBoolean() ? InputFormat.CHUNK : random.nextInt(1, 200);

        List<String> rows = read(open(poisoned, options, chunk, told));

        assertThat(
                        told.rows.stream()
                                .map(row -> Integer.parseInt(row.substring(0, row.indexOf(' '))))
                                .toList())
                .as("seed %d", seed)
                .isEqualTo(expected.lines());
        assertThat(told.rows.stream().map(row -> row.split("\\| ", 2)[1]).toList())
                .isEqualTo(expected.texts());
        Path file = Files.write(directory.resolve("clean.csv"), expected.clean());
        try (InputFiles input = InputFiles.of(file)) {
            assertThat(rows)
                    .as("seed %d", seed)
                    .isEqualTo(read(CsvTable.open(input, options, chunk)));
        }
    }
}
