package dev.venturi.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.TextCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys that begin alike, some for hundreds of bytes, are sorted as their bytes are, stably.
class RowSorterTest {
    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsStandInTheOrderOfTheirBytes(long seed) throws InterruptedException {
        Random random = new Random(seed);
        List<byte[]> texts = texts(random);
        boolean descending = random.nextBoolean();
        TextCells cells = new TextCells(texts.size());
        texts.forEach(text -> cells.add(text, 0, text.length));
        long[] places = LongStream.range(0, texts.size()).toArray();
        Batch batch =
                new Batch(
                        texts.size(), List.of(cells.column(), new Column.LongColumn(places, null)));
        Schema schema =
                new Schema(
                        List.of(
                                new Field("text", ColumnType.TEXT, "drawn"),
                                new Field("place", ColumnType.INT64, "counted")));
        SortKey key = new SortKey("text", descending, descending);
        Ordering ordering = new Ordering(schema, List.of(key), "sort", 0, Long.MAX_VALUE);
        RowLayout layout = new RowLayout(ordering);
        RowBuffer buffer = new RowBuffer();
        layout.encode(batch, buffer, new RowRefs());
        new RowSorter(layout).sort(buffer);

        RowRefs refs = new RowRefs();
        new RunMerge(layout, buffer).next(refs, texts.size());
        Batch sorted = layout.decode(refs);
        assertThat(sorted.columns().get(1))
                .isInstanceOfSatisfying(
                        Column.LongColumn.class,
                        column ->
                                assertThat(column.values()).isEqualTo(expected(texts, descending)));
        assertThat(sorted.columns().getFirst())
                .isInstanceOfSatisfying(
                        Column.TextColumn.class,
                        column ->
                                assertThat(inOrder(column, texts, expected(texts, descending)))
                                        .isTrue());
    }

    /// Such a piece is sorted on another thread, for whose end a sort that is given up waits.
    @Test
    void interruptEndsItBeforeARowHasMoved() {
        double[] values = new Random(1).doubles(200_000).toArray();
        Schema schema = new Schema(List.of(new Field("x", ColumnType.FLOAT64, "drawn")));
        RowLayout layout =
                new RowLayout(
                        new Ordering(
                                schema,
                                List.of(SortKey.ascending("x")),
                                "sort",
                                0,
                                Long.MAX_VALUE));
        RowBuffer buffer = new RowBuffer();
        layout.encode(
                new Batch(values.length, List.of(new Column.DoubleColumn(values))),
                buffer,
                new RowRefs());
        int[] before = Arrays.copyOf(buffer.addresses(), buffer.rows());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new RowSorter(layout).sort(buffer))
                .isInstanceOf(InterruptedException.class);
        assertThat(Arrays.copyOf(buffer.addresses(), buffer.rows())).isEqualTo(before);
    }

    /// Few signs, so that much is alike; a common beginning; now and then nothing.
    private static List<byte[]> texts(Random random) {
        int n = 1 + random.nextInt(4000);
        int signs = 1 + random.nextInt(4);
        int longest = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
        int least = random.nextInt(4);
        byte[] beginning = new byte[random.nextInt(40)];
        Arrays.fill(beginning, (byte) random.nextInt(256));
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!texts.isEmpty() && random.nextInt(4) == 0) {
                byte[] longer = texts.get(random.nextInt(texts.size()));
                texts.add(Arrays.copyOf(longer, longer.length + random.nextInt(3)));
                continue;
            }
            byte[] text = Arrays.copyOf(beginning, beginning.length + random.nextInt(longest));
            for (int b = beginning.length; b < text.length; b++) {
                text[b] = (byte) (least + random.nextInt(signs) * 63);
            }
            texts.add(text);
        }
        return texts;
    }

    /// Empty texts are last, first when descending turns them with the others.
    private static long[] expected(List<byte[]> texts, boolean descending) {
        return IntStream.range(0, texts.size())
                .boxed()
                .sorted((a, b) -> {
                    byte[] left = texts.get(a);
                    byte[] right = texts.get(b);
                    boolean missing = left.length == 0 || right.length == 0;
                    int order =
                            missing
                                    ? Boolean.compare(left.length == 0, right.length == 0)
                                    : Arrays.compareUnsigned(left, right);
                    return descending ? -order : order;
                })
                .mapToLong(Integer::longValue)
                .toArray();
    }

    private static boolean inOrder(Column.TextColumn column, List<byte[]> texts, long[] places) {
        for (int r = 0; r < places.length; r++) {
            byte[] found =
                    Arrays.copyOfRange(
                            column.bytes(), column.offsets()[r], column.offsets()[r + 1]);
            if (!Arrays.equals(found, texts.get((int) places[r]))) {
                return false;
            }
        }
        return true;
    }
}
