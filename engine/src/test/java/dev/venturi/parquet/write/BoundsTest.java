package dev.venturi.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RandomTable;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bounds and counts in the footer say what is true of the rows, and readers that leave out pages
/// and row groups by them find every row.
class BoundsTest {
    private static final double NAN = Double.NaN;

    @TempDir Path directory;

    @Test
    void nanIsNeverABound() throws IOException {
        Statistics<?> found = doubles(false, NAN, 3.5, NAN, -2, Double.POSITIVE_INFINITY);
        assertThat(found.genericGetMin()).isEqualTo(-2.0);
        assertThat(found.genericGetMax()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(found.getNumNulls()).isZero();
    }

    @Test
    void nothingButNanHasNoBounds() throws IOException {
        assertThat(doubles(false, NAN, NAN).hasNonNullValue()).isFalse();
    }

    @Test
    void aMissingNanIsCounted() throws IOException {
        Statistics<?> found = doubles(true, NAN, 1, NAN);
        assertThat(found.getNumNulls()).isEqualTo(2);
        assertThat(found.genericGetMax()).isEqualTo(1.0);
    }

    @Test
    void aZeroBoundStandsForBothZeros() throws IOException {
        for (double zero : new double[] {0.0, -0.0}) {
            DoubleStatistics found = (DoubleStatistics) doubles(true, zero);
            assertThat(Double.doubleToRawLongBits(found.getMin()))
                    .isEqualTo(Double.doubleToRawLongBits(-0.0));
            assertThat(Double.doubleToRawLongBits(found.getMax())).isZero();
        }
    }

    @Test
    void textsAreOrderedByUnsignedBytes() throws IOException {
        Statistics<?> found = texts("b", "é", "a", "🙂", "~");
        assertThat(text(found.getMinBytes())).isEqualTo("a");
        assertThat(text(found.getMaxBytes())).isEqualTo("🙂");
    }

    @Test
    void longTextsAreCutAtACharacterAndTheLargestIsRaised() throws IOException {
        Statistics<?> found = texts("日".repeat(30), "a".repeat(80));
        assertThat(text(found.getMinBytes())).isEqualTo("a".repeat(64));
        assertThat(text(found.getMaxBytes())).isEqualTo("日".repeat(20) + "旦");
    }

    @Test
    void aTextWithoutSuccessorHasNoUpperBound() {
        byte[] last = "\uDBFF\uDFFF".repeat(20).getBytes(StandardCharsets.UTF_8);
        assertThat(Bounds.ofTexts(last, last).max()).isNull();
        byte[] before = ("a" + "\uDBFF\uDFFF".repeat(20)).getBytes(StandardCharsets.UTF_8);
        assertThat(Bounds.ofTexts(before, before).max()).isEqualTo(new byte[] {'b'});
        byte[] surrogates = "\uD7FF".repeat(22).getBytes(StandardCharsets.UTF_8);
        assertThat(Bounds.ofTexts(surrogates, surrogates).max())
                .asString(StandardCharsets.UTF_8)
                .endsWith("\uD7FF\uE000");
    }

    @Test
    void whatIsNoUtf8HasNoUpperBoundWhenItIsLong() {
        byte[] bytes = new byte[70];
        Arrays.fill(bytes, (byte) 0xFF);
        assertThat(Bounds.ofTexts(bytes, bytes).max()).isNull();
        assertThat(Bounds.ofTexts(bytes, bytes).min()).isEqualTo(Arrays.copyOf(bytes, 64));
    }

    /// The filters go through dictionary, chunk statistics and page index of parquet-java, and
    /// through those DuckDB looks at.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void rowsAreFoundThroughTheBounds(long seed) throws Exception {
        RandomTable table = new RandomTable(seed, 5000, true);
        Path file = directory.resolve("out.parquet");
        ParquetOptions options = ParquetOptions.DEFAULTS.withRows(900, 150);
        try (ParquetWriter writer =
                ParquetWriter.open(file.toString(), table.schema(), options, true)) {
            table.writeTo(writer);
            writer.commit();
        }
        Random random = new Random(seed);
        for (int c : new int[] {0, 1, 2}) {
            Field field = table.schema().fields().get(c);
            Schema one = new Schema(List.of(field));
            // not zero: readers do not agree whether -0.0 is less
            double from =
                    table.cells(c).get(random.nextInt(5000)) instanceof Double drawn && drawn != 0
                            ? drawn
                            : 1;
            List<Object> expected = new ArrayList<>();
            for (Object cell : table.cells(c)) {
                if (cell instanceof Double value && value >= from) {
                    expected.add(value);
                }
            }
            FilterCompat.Filter filter =
                    FilterCompat.get(FilterApi.gtEq(FilterApi.doubleColumn(field.name()), from));
            assertThat(ParquetJava.cells(file, table.schema(), filter).get(c))
                    .as("%s >= %s by parquet-java", field.name(), from)
                    .isEqualTo(expected);
            assertThat(
                            DuckDbFile.cells(
                                            file,
                                            one,
                                            "\"%s\" >= %s".formatted(field.name(), sql(from)))
                                    .getFirst())
                    .as("%s >= %s by DuckDB", field.name(), from)
                    .isEqualTo(expected);
        }
        int texts = table.schema().indexOf("name");
        String from = table.cells(texts).get(17) instanceof String drawn ? drawn : "日本";
        List<Object> expected = new ArrayList<>();
        for (Object cell : table.cells(texts)) {
            if (cell instanceof String value && compare(value, from) >= 0) {
                expected.add(value);
            }
        }
        FilterCompat.Filter filter =
                FilterCompat.get(
                        FilterApi.gtEq(FilterApi.binaryColumn("name"), Binary.fromString(from)));
        assertThat(ParquetJava.cells(file, table.schema(), filter).get(texts)).isEqualTo(expected);
    }

    private static String sql(double value) {
        return "'%s'::DOUBLE".formatted(value);
    }

    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Statistics<?> doubles(boolean nanIsMissing, double... values) throws IOException {
        return statistics(
                ColumnType.FLOAT64, new Column.DoubleColumn(values), values.length, nanIsMissing);
    }

    private Statistics<?> texts(String... texts) throws IOException {
        int[] offsets = new int[texts.length + 1];
        for (int i = 0; i < texts.length; i++) {
            offsets[i + 1] = offsets[i] + texts[i].getBytes(StandardCharsets.UTF_8).length;
        }
        byte[] bytes = String.join("", texts).getBytes(StandardCharsets.UTF_8);
        return statistics(
                ColumnType.TEXT, new Column.TextColumn(bytes, offsets), texts.length, true);
    }

    private Statistics<?> statistics(ColumnType type, Column column, int rows, boolean nanIsMissing)
            throws IOException {
        Path file = directory.resolve("out.parquet");
        Schema schema = new Schema(List.of(new Field("x", type, "given")));
        ParquetOptions options = ParquetOptions.DEFAULTS.withNanIsMissing(nanIsMissing);
        try (ParquetWriter writer = ParquetWriter.open(file.toString(), schema, options, true)) {
            writer.write(new Batch(rows, List.of(column)));
            writer.commit();
        }
        BlockMetaData group = ParquetJava.footer(file).getBlocks().getFirst();
        return group.getColumns().getFirst().getStatistics();
    }
}
