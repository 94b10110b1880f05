package dev.venturi.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowOrderTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sortsStablyAsTheLibraryDoes(long seed) {
        Random random = new Random(seed);
        int rows = random.nextInt(300);
        int from = random.nextInt(5);
        long[][] order = new long[1 + random.nextInt(3)][from + rows];
        for (long[] keys : order) {
            Arrays.setAll(keys, _ -> random.nextInt(6) - 3);
        }
        Integer[] expected = IntStream.range(from, from + rows).boxed().toArray(Integer[]::new);
        Comparator<Integer> comparator = Comparator.comparingInt(_ -> 0);
        for (long[] keys : order) {
            comparator = comparator.thenComparingLong(row -> keys[row]);
        }
        Arrays.sort(expected, comparator);

        int[] sorted = new RowOrder().sorted(order, from, from + rows);

        assertThat(Arrays.copyOf(sorted, rows))
                .containsExactly(Arrays.stream(expected).mapToInt(Integer::intValue).toArray());
    }

    @Test
    void namesTheFirstRowThatSortsBeforeItsPredecessor() {
        long[][] order = {{9, 1, 2, 2, 5, 4, 3}};
        assertThat(new RowOrder().firstUnordered(order, 1, 7)).isEqualTo(5);
        assertThat(new RowOrder().firstUnordered(order, 1, 5)).isEqualTo(-1);
    }

    @Test
    void countsTiesOnlyWhenAllOrderColumnsAreEqual() {
        RowOrder rowOrder = new RowOrder();
        rowOrder.firstUnordered(new long[][] {{1, 1, 1, 2}, {1, 2, 2, 0}}, 0, 4);
        assertThat(rowOrder.ties()).isEqualTo(1);
        rowOrder.sorted(new long[][] {{2, 1, 2, 1}}, 0, 4);
        assertThat(rowOrder.ties()).isEqualTo(3);
        assertThat(rowOrder.sortedEntities()).isEqualTo(1);
    }
}
