package dev.venturi.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The shape of a file: groups, pages, encodings, what the footer says, and that it appears whole
/// or not at all.
class ParquetFileTest {
    @TempDir Path directory;

    @Test
    void groupsHave131072Rows() throws IOException {
        Path file = written(doubles(300_000, 100), ParquetOptions.DEFAULTS);
        assertThat(ParquetJava.footer(file).getBlocks())
                .extracting(BlockMetaData::getRowCount)
                .containsExactly(131_072L, 131_072L, 37_856L);
    }

    @Test
    void aWideGroupEndsWithItsMemory() throws IOException {
        int columns = 300;
        Schema schema =
                new Schema(
                        new Random(1)
                                .ints(columns, 0, 9)
                                .mapToObj(_ -> new Field("x", ColumnType.FLOAT64, "given"))
                                .toList());
        Path file = directory.resolve("out.parquet");
        double[] values = doubles(50_000, Integer.MAX_VALUE);
        List<Column> batch =
                schema.fields().stream().<Column>map(_ -> new Column.DoubleColumn(values)).toList();
        try (ParquetWriter writer =
                ParquetWriter.open(file.toString(), schema, ParquetOptions.DEFAULTS, false)) {
            writer.write(new Batch(values.length, batch));
            writer.commit();
        }
        for (BlockMetaData group : ParquetJava.footer(file).getBlocks()) {
            assertThat(group.getTotalByteSize()).isLessThan(ParquetWriter.GROUP_BYTES * 3 / 2);
        }
    }

    @Test
    void whatRepeatsHasADictionaryAndWhatDoesNotHasNone() throws IOException {
        assertThat(encodings(doubles(100_000, 20_000))).contains(Encoding.RLE_DICTIONARY);
        assertThat(encodings(doubles(100_000, Integer.MAX_VALUE)))
                .containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
        assertThat(encodings(doubles(10, Integer.MAX_VALUE)))
                .containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE);
    }

    @Test
    void aDictionaryThatGrowsTooLargeIsGivenUpHalfWay() throws IOException {
        double[] values = doubles(120_000, Integer.MAX_VALUE);
        System.arraycopy(doubles(40_000, 10), 0, values, 0, 40_000);
        Path file = written(values, ParquetOptions.DEFAULTS);
        ColumnChunkMetaData chunk = chunk(file);
        assertThat(chunk.getEncodingStats().hasDictionaryEncodedPages()).isTrue();
        assertThat(chunk.getEncodingStats().hasNonDictionaryEncodedPages()).isTrue();
        List<Object> cells =
                List.copyOf(ParquetJava.cells(file, schema(), FilterCompat.NOOP).getFirst());
        for (int row = 0; row < values.length; row++) {
            assertThat(cells.get(row).equals(values[row])).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void theCodecIsTheOneAskedFor(ParquetCodec codec) throws IOException {
        Path file = written(doubles(1000, 10), ParquetOptions.DEFAULTS.withCodec(codec));
        assertThat(chunk(file).getCodec()).isEqualTo(CompressionCodecName.valueOf(codec.name()));
    }

    @Test
    void theFooterTellsWhatIsKnown() throws IOException {
        ParquetOptions options =
                ParquetOptions.DEFAULTS
                        .withCreatedBy("venturi version 9.9.9")
                        .withSortedBy(List.of("x"));
        Path file = directory.resolve("out.parquet");
        try (ParquetWriter writer = ParquetWriter.open(file.toString(), schema(), options, false)) {
            writer.write(new Batch(1, List.of(new Column.DoubleColumn(new double[] {1}))));
            writer.describe("venturi.contract", "{\"é\":1}");
            writer.commit();
        }
        ParquetMetadata footer = ParquetJava.footer(file);
        assertThat(footer.getFileMetaData().getCreatedBy()).isEqualTo("venturi version 9.9.9");
        assertThat(footer.getFileMetaData().getKeyValueMetaData())
                .containsEntry("venturi.contract", "{\"é\":1}");
        assertThat(
                        DuckDbFile.single(
                                "SELECT decode(value) FROM parquet_kv_metadata('%s')"
                                        .formatted(file)))
                .isEqualTo("{\"é\":1}");
    }

    @Test
    void everyPageHasItsChecksum() throws IOException {
        Path file = written(doubles(1000, 10), ParquetOptions.DEFAULTS);
        long start = chunk(file).getStartingPos();
        long end = start + chunk(file).getTotalSize();
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int at = (int) start; at < end; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x10;
            Path other = Files.write(directory.resolve("flipped.parquet"), flipped);
            try {
                ParquetJava.cells(other, schema(), FilterCompat.NOOP);
            } catch (IOException | RuntimeException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan((int) (0.9 * (end - start))); // all but some of headers
    }

    @Test
    void anOutputMayBeAnyStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter writer =
                ParquetWriter.to(
                        AtomicOutput.direct("bytes", bytes), schema(), ParquetOptions.DEFAULTS)) {
            writer.write(new Batch(1, List.of(new Column.DoubleColumn(new double[] {0.5}))));
            writer.commit();
        }
        Path file = Files.write(directory.resolve("out.parquet"), bytes.toByteArray());
        assertThat(ParquetJava.cells(file, schema(), FilterCompat.NOOP))
                .isEqualTo(List.of(List.of(0.5)));
    }

    @Test
    void nothingIsLeftWithoutCommit() throws IOException {
        Path file = directory.resolve("out.parquet");
        try (ParquetWriter writer =
                ParquetWriter.open(file.toString(), schema(), ParquetOptions.DEFAULTS, false)) {
            double[] values = doubles(200_000, 10);
            writer.write(new Batch(values.length, List.of(new Column.DoubleColumn(values))));
            assertThat(file).doesNotExist();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anExistingFileStaysAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("out.parquet"), "mine");
        assertThatThrownBy(() ->
                        ParquetWriter.open(
                                file.toString(), schema(), ParquetOptions.DEFAULTS, false))
                .isInstanceOf(UsageException.class)
                .hasMessage(file + ": exists; use --overwrite to replace it");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFullDiskIsNamed() {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        assertThatThrownBy(() ->
                        ParquetWriter.open("/dev/full", schema(), ParquetOptions.DEFAULTS, false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("/dev/full: cannot write: No space left on device");
    }

    @Test
    void aColumnOfAnotherTypeIsRefused() throws IOException {
        Schema whole = new Schema(List.of(new Field("x", ColumnType.INT64, "given")));
        Path file = directory.resolve("out.parquet");
        try (ParquetWriter writer =
                ParquetWriter.open(file.toString(), whole, ParquetOptions.DEFAULTS, false)) {
            Batch batch = new Batch(1, List.of(new Column.DoubleColumn(new double[] {1})));
            assertThatThrownBy(() -> writer.write(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("DoubleColumn in a column of type INT64");
        }
    }

    private Set<Encoding> encodings(double[] values) throws IOException {
        return chunk(written(values, ParquetOptions.DEFAULTS)).getEncodings();
    }

    private static ColumnChunkMetaData chunk(Path file) throws IOException {
        return ParquetJava.footer(file).getBlocks().getFirst().getColumns().getFirst();
    }

    private Path written(double[] values, ParquetOptions options) throws IOException {
        Path file = directory.resolve("out.parquet");
        try (ParquetWriter writer = ParquetWriter.open(file.toString(), schema(), options, true)) {
            writer.write(new Batch(values.length, List.of(new Column.DoubleColumn(values))));
            writer.commit();
        }
        return file;
    }

    private static Schema schema() {
        return new Schema(List.of(new Field("x", ColumnType.FLOAT64, "given")));
    }

    private static double[] doubles(int rows, int different) {
        return new Random(rows).ints(rows, 0, different).asDoubleStream().toArray();
    }
}
