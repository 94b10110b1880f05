package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Binned sums: the same bits in any order and merge, and as near to the exact sum as they say.
class BinsTest {
    private static final int BINS = 4;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static List<Double> values(Random random) {
        int spread = 1 + random.nextInt(600);
        List<Double> values = new ArrayList<>();
        for (int n = random.nextInt(200); n >= 0; n--) {
            double value = Math.scalb(random.nextGaussian(), random.nextInt(spread) - spread / 2);
            values.add(random.nextInt(10) == 0 ? Double.MIN_VALUE * random.nextInt(9) : value);
            if (random.nextInt(3) == 0) {
                values.add(-values.getLast());
            }
        }
        return values;
    }

    private static long[] sum(List<Double> values, int bins) {
        long[] sum = new long[Bins.cells(bins)];
        values.forEach(value -> Bins.add(sum, 0, bins, value));
        return sum;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderAndMergeDoNotChangeACell(long seed) {
        Random random = new Random(seed);
        List<Double> values = values(random);
        long[] expected = sum(values, BINS);

        Collections.shuffle(values, random);
        int cut = random.nextInt(values.size() + 1);
        long[] merged = sum(values.subList(0, cut), BINS);
        Bins.combine(merged, 0, BINS, sum(values.subList(cut, values.size()), BINS), 0);

        assertThat(sum(values, BINS)).as("seed %d", seed).isEqualTo(expected);
        assertThat(merged).as("seed %d", seed).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theErrorIsWithinTheBound(long seed) {
        List<Double> values = values(new Random(seed));
        BigDecimal exact = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        double most = 0;
        for (double value : values) {
            BigDecimal one = new BigDecimal(value);
            exact = exact.add(one);
            squares = squares.add(one.multiply(one));
            most = Math.max(most, Math.abs(value));
        }
        double found = Bins.value(sum(values, BINS), 0, BINS);
        double cut = values.size() * Math.scalb(most, 24 - 24 * BINS);

        assertThat(new BigDecimal(found).subtract(exact).abs())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(new BigDecimal(cut + Math.ulp(found)));

        long[] ofSquares = new long[Bins.cells(6)];
        values.forEach(value -> Bins.addSquare(ofSquares, 0, 6, value));
        double root = Math.sqrt(Bins.value(ofSquares, 0, 6));
        double expected = squares.sqrt(MathContext.DECIMAL64).doubleValue();
        if (most > 1e-150) { // squares of smaller ones are no doubles any more
            assertThat(root)
                    .as("seed %d", seed)
                    .isBetween(expected * (1 - 1e-15), expected * (1 + 1e-15));
        }
    }

    @Test
    void whatCancelsInDoublesIsExact() {
        List<Double> values = Arrays.asList(1e16, 1.0, -1e16, 0x1p-20, 0x1p-60);

        assertThat(Bins.value(sum(values, BINS), 0, BINS)).isEqualTo(1 + 0x1p-20);
    }

    @Test
    void zerosOnlyAreZero() {
        assertThat(Bins.value(sum(List.of(0.0, -0.0), BINS), 0, BINS)).isEqualTo(0.0);
    }
}
