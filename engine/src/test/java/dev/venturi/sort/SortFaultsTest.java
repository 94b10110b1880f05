package dev.venturi.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.TextCells;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong is said, with the cure, and nothing is left behind: neither temporary files nor
/// half an output.
class SortFaultsTest {
    private static final int ROWS = 20_000;
    private static final List<SortKey> BY_NAME = List.of(SortKey.ascending("name"));

    /// Many runs, merged in several passes.
    private static final SortShape SMALL = new SortShape(1, 3, 1, 8_000, 3);

    @TempDir static Path data;
    @TempDir Path directory;

    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(7);
        TextCells names = new TextCells(ROWS);
        double[] prices = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            byte[] name = ("name " + random.nextInt(5000)).getBytes(StandardCharsets.UTF_8);
            names.add(name, 0, name.length);
            prices[r] = r;
        }
        Schema schema =
                new Schema(
                        List.of(
                                new Field("name", ColumnType.TEXT, "drawn"),
                                new Field("price", ColumnType.FLOAT64, "counted")));
        ParquetOptions options = ParquetOptions.DEFAULTS.withRows(1000, 1000);
        try (ParquetWriter writer =
                ParquetWriter.open(source().toString(), schema, options, false)) {
            Column column = new Column.DoubleColumn(prices);
            writer.write(new Batch(ROWS, List.of(names.column(), column)));
            writer.commit();
        }
    }

    private static Path source() {
        return data.resolve("source.parquet");
    }

    private Path target() {
        return directory.resolve("target.parquet");
    }

    private SortOptions options(Consumer<SortProgress> listener) {
        return SortOptions.defaults()
                .withSpill(new SpillPlace(directory, Long.MAX_VALUE))
                .withListener(listener);
    }

    private SortSummary sort(SortOptions options) throws IOException, InterruptedException {
        return sort(
                options,
                schema ->
                        ParquetWriter.open(
                                target().toString(), schema, ParquetOptions.DEFAULTS, true));
    }

    private static SortSummary sort(SortOptions options, SortTarget target)
            throws IOException, InterruptedException {
        try (InputFiles input = InputFiles.of(source())) {
            return new SortRun(TableFiles.open(input, CsvOptions.DEFAULTS), options)
                    .run(
                            schema ->
                                    new Sorter(
                                            new Ordering(
                                                    schema, BY_NAME, "sort", 0, Long.MAX_VALUE),
                                            options,
                                            SMALL),
                            target);
        }
    }

    private List<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void moreThanTheLimitOfTemporaryFilesIsRefused() throws Exception {
        SortOptions limited = options(_ -> {}).withSpill(new SpillPlace(directory, 100_000));
        assertThatThrownBy(() -> sort(limited))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("--temp-limit; raise it, or give the sort more memory");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void noPlaceForTemporaryFilesIsSaid() {
        assertThatThrownBy(() -> sort(options(_ -> {}).withSpill(SpillPlace.NONE)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("name one with --temp-dir");
    }

    /// A process whose files may have half a megabyte at most stands for a full disk.
    @Test
    void aFullDiskIsNamedWithTheFile() throws Exception {
        Path said = data.resolve("said.txt");
        Process process =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "ulimit -f 256; exec \"$@\"",
                                "bash",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(said))
                .contains(
                        directory.toString(),
                        "rows: cannot write the temporary file: File too large; name another directory with --temp-dir");
        assertThat(filesLeft()).isEmpty();
    }

    /// Sorts a table that is larger than the least memory.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            SortOptions options =
                    SortOptions.defaults().withSpill(new SpillPlace(directory, Long.MAX_VALUE));
            SortShape shape = new SortShape(1, 3, 1, 8_000, 3);
            Schema schema = new Schema(List.of(new Field("x", ColumnType.FLOAT64, "drawn")));
            Ordering ordering =
                    new Ordering(
                            schema, List.of(SortKey.ascending("x")), "sort", 0, Long.MAX_VALUE);
            double[] values = new Random(1).doubles(4096).toArray();
            try (Sorter sorter = new Sorter(ordering, options, shape)) {
                for (int b = 0; b < 100; b++) {
                    sorter.add(new Batch(4096, List.of(new Column.DoubleColumn(values))));
                }
                sorter.writeTo(_ -> true);
            }
        }
    }

    @Test
    void aFlippedByteOfARunIsFound() {
        boolean[] flipped = new boolean[1];
        SortOptions options =
                options(progress -> {
                    if (progress.step().equals("writing") && !flipped[0]) {
                        flipped[0] = true;
                        flipLastByteOfRuns();
                    }
                });
        assertThatThrownBy(() -> sort(options))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("rows: the temporary file is damaged: block ")
                .hasMessageContaining("does not have the checksum it was written with");
        assertThat(directory).isEmptyDirectory();
    }

    private void flipLastByteOfRuns() {
        try (Stream<Path> files = Files.walk(directory)) {
            Path runs = files.filter(file -> file.endsWith("rows")).findFirst().orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(runs.toFile(), "rw")) {
                file.seek(file.length() - 1);
                int last = file.read();
                file.seek(file.length() - 1);
                file.write(last ^ 4);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "merging", "writing"})
    void anInterruptedSortEndsAndLeavesNothing(String step) throws Exception {
        SortOptions options =
                options(progress -> {
                    if (progress.step().equals(step)) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThatThrownBy(() -> sort(options)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void aSinkThatFailsEndsTheSort() throws Exception {
        assertThatThrownBy(() ->
                        sort(
                                options(_ -> {}),
                                schema -> {
                                    assertThat(schema.names()).containsExactly("name", "price");
                                    return new FailingSink();
                                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no more");
        assertThat(filesLeft()).isEmpty();
    }

    private static final class FailingSink implements BatchSink {
        private int batches;

        @Override
        public void write(Batch batch) throws IOException {
            if (++batches == 2) {
                throw new IOException("no more");
            }
        }

        @Override
        public void commit() {
            throw new AssertionError("committed after a failure");
        }

        @Override
        public void close() {}
    }

    @Test
    void memoryAndWorkersChangeNoByte() throws Exception {
        List<byte[]> outputs = new ArrayList<>();
        sort(options(_ -> {}));
        outputs.add(Files.readAllBytes(target()));
        for (int workers : List.of(1, 4)) {
            try (InputFiles input = InputFiles.of(source())) {
                SortSummary summary =
                        ExternalSort.by(BY_NAME)
                                .options(options(_ -> {}).withWorkers(workers))
                                .run(
                                        TableFiles.open(input, CsvOptions.DEFAULTS),
                                        schema ->
                                                ParquetWriter.open(
                                                        target().toString(),
                                                        schema,
                                                        ParquetOptions.DEFAULTS,
                                                        true));
                assertThat(summary.runs()).isEqualTo(1);
                assertThat(summary.spilledBytes()).isZero();
            }
            outputs.add(Files.readAllBytes(target()));
        }
        assertThat(outputs.get(1)).isEqualTo(outputs.getFirst());
        assertThat(outputs.get(2)).isEqualTo(outputs.getFirst());
        assertThat(filesLeft()).containsExactly("target.parquet");
    }

    @Test
    void rowsLongerThanAPageAreSortedToo() throws Exception {
        List<String> lines = new ArrayList<>(List.of("text,n"));
        for (int n = 0; n < 9; n++) {
            lines.add(String.valueOf((char) ('a' + n * 5 % 9)).repeat(400_000) + ',' + n);
        }
        List<String> sorted = sortedLines(lines, SortKey.descending("text"));
        List<String> expected = new ArrayList<>(lines.subList(1, lines.size()));
        expected.sort((a, b) -> b.compareTo(a));
        assertThat(sorted.equals(expected)).isTrue();
    }

    /// The last value says that the column holds no whole numbers.
    @Test
    void aTypeThatTurnsOutLateBeginsAgain() throws Exception {
        List<String> lines = List.of("text,n", "b,10", "a,9", "c,9.5", "d,");
        assertThat(sortedLines(lines, SortKey.ascending("n")))
                .containsExactly("a,9.0", "c,9.5", "b,10.0", "d,NaN");
    }

    /// Sorts CSV in pieces of a batch, and gives the rows as texts.
    private List<String> sortedLines(List<String> lines, SortKey key) throws Exception {
        Path csv = directory.resolve("input.csv");
        Files.write(csv, lines);
        List<String> sorted = new ArrayList<>();
        SortOptions options = options(_ -> {});
        try (InputFiles input = InputFiles.of(csv)) {
            new SortRun(TableFiles.open(input, CsvOptions.DEFAULTS), options)
                    .run(
                            schema ->
                                    new Sorter(
                                            new Ordering(
                                                    schema,
                                                    List.of(key),
                                                    "sort",
                                                    0,
                                                    Long.MAX_VALUE),
                                            options,
                                            SMALL),
                            _ -> new Lines(sorted));
        }
        return sorted;
    }

    private record Lines(List<String> lines) implements BatchSink {
        @Override
        public void write(Batch batch) {
            for (int r = 0; r < batch.rows(); r++) {
                List<String> cells = new ArrayList<>();
                for (Column column : batch.columns()) {
                    cells.add(
                            switch (column) {
                                case Column.DoubleColumn(double[] values) ->
                                        Double.toString(values[r]);
                                case Column.LongColumn(long[] values, boolean[] _) ->
                                        Long.toString(values[r]);
                                case Column.TextColumn(byte[] bytes, int[] offsets) ->
                                        new String(
                                                bytes,
                                                offsets[r],
                                                offsets[r + 1] - offsets[r],
                                                StandardCharsets.UTF_8);
                            });
                }
                lines.add(String.join(",", cells));
            }
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    @Test
    void aTableWithoutRowsGivesOneWithoutRows() throws Exception {
        Path empty = directory.resolve("empty.parquet");
        Schema schema = new Schema(List.of(new Field("x", ColumnType.INT64, "none")));
        try (ParquetWriter writer =
                ParquetWriter.open(empty.toString(), schema, ParquetOptions.DEFAULTS, false)) {
            writer.commit();
        }
        List<String> lines = new ArrayList<>();
        try (InputFiles input = InputFiles.of(empty)) {
            SortSummary summary =
                    ExternalSort.by(List.of(SortKey.ascending("x")))
                            .run(
                                    TableFiles.open(input, CsvOptions.DEFAULTS),
                                    _ -> new Lines(lines));
            assertThat(summary.rows()).isZero();
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void anUnknownColumnIsNamedWithTheNearest() {
        assertThatThrownBy(() -> sortedLines(List.of("text,n", "a,1"), SortKey.ascending("txt")))
                .isInstanceOf(UsageException.class)
                .hasMessage("sort: no column \"txt\"; did you mean \"text\"?");
    }

    @Test
    void aBadRowIsNamed() {
        assertThatThrownBy(
                        () -> sortedLines(List.of("text,n", "a,1", "b,x"), SortKey.ascending("n")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("input.csv:3");
    }
}
