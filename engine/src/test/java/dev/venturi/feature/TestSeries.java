package dev.venturi.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A series that features are tried on: rows, and an order column that ascends with ties.
///
/// @param values NaN where missing
/// @param axis in step, finite, ascending, not evenly spaced
@SuppressWarnings("ArrayRecordComponent") // never compared
record TestSeries(String name, double[] values, double[] axis) {
    private static final long SEED = 7;
    private static final List<TestSeries> FINITE = makeFinite();

    @Override
    public String toString() {
        return name;
    }

    private static TestSeries of(String name, double... values) {
        Random random = new Random(SEED + values.length);
        double[] axis = new double[values.length];
        for (int i = 1; i < axis.length; i++) {
            axis[i] = axis[i - 1] + random.nextInt(3) * 0.75;
        }
        return new TestSeries(name, values, axis);
    }

    /// One decimal, mean 72, deviation 12, like a pulse; the length in the name.
    static TestSeries pulse(int length, double shareMissing, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] =
                    random.nextDouble() < shareMissing
                            ? Double.NaN
                            : Math.rint((72 + 12 * random.nextGaussian()) * 10) / 10;
        }
        return of("%d rows, %.0f %% missing".formatted(length, 100 * shareMissing), values);
    }

    /// No, one, two, few, equal values; gaps everywhere; lengths around the borders of blocks.
    static List<TestSeries> finite() {
        return FINITE;
    }

    private static List<TestSeries> makeFinite() {
        double gap = Double.NaN;
        List<TestSeries> all = new ArrayList<>();
        all.add(of("all missing", gap, gap, gap));
        all.add(of("one row, missing", gap));
        all.add(of("one row", -3.25));
        all.add(of("one value between gaps", gap, gap, 120.5, gap));
        all.add(of("two", 3, 5));
        all.add(of("two, falling, gap between", 5, gap, 3));
        all.add(of("three", 1, -4, 2));
        all.add(of("four", 2.5, 120.5, -7, 130));
        all.add(of("constant", 5, 5, 5, 5, 5));
        all.add(of("constant with gaps", 5, gap, 5, 5, gap, 5, 5));
        all.add(of("zeros of both signs", 0.0, -0.0, 0.0, -0.0));
        all.add(of("only negative zero", -0.0, -0.0, -0.0));
        all.add(of("falling to zero", 4, 2, 1, 0.5, 0.0));
        all.add(of("gaps at both ends", gap, gap, 7, 130, 131, gap, 132, 8, gap));
        double[] line = new double[100];
        Arrays.setAll(line, i -> 0.25 * i - 3);
        all.add(of("exact line", line));
        for (int length : new int[] {7, 8, 9, 63, 64, 65, 127, 128, 129, 365, 1000}) {
            all.add(pulse(length, 0, length));
            all.add(pulse(length, 0.3, length + 1L));
        }
        for (int length : new int[] {8191, 8192, 8193, 16385}) {
            all.add(pulse(length, 0, length));
        }
        all.add(pulse(20_000, 0.05, 1));
        all.add(pulse(9000, 0.95, 2));
        return all;
    }

    /// Infinite values, results beyond the largest double, and values near the least.
    static List<TestSeries> extreme() {
        double infinity = Double.POSITIVE_INFINITY;
        return List.of(
                of("infinity", infinity),
                of("infinity among others", 1, 2, infinity, 4, 5),
                of("both infinities", infinity, 1, -infinity, 4, 5),
                of("negative infinity last", 1, 2, 3, 4, -infinity),
                of("only infinity", infinity, infinity, infinity, infinity),
                of("sum overflows", 1e308, 1e308, 1e308, -1e308, 5),
                of("least doubles", Double.MIN_VALUE, 0, Double.MIN_VALUE, -Double.MIN_VALUE, 0),
                of("powers of ten", 1e-9, 1e9, -1e-9, 1e5, 1, -1e9, 3e8));
    }

    static List<TestSeries> all() {
        List<TestSeries> all = new ArrayList<>(finite());
        all.addAll(extreme());
        return all;
    }

    /// The same rows backwards; the axis stays.
    TestSeries reversed() {
        double[] backwards = new double[values.length];
        Arrays.setAll(backwards, i -> values[values.length - 1 - i]);
        return new TestSeries(name + ", backwards", backwards, axis);
    }

    /// The two halves exchanged: what a join with its arguments swapped makes of it.
    TestSeries halvesExchanged() {
        int half = values.length / 2;
        double[] exchanged = new double[values.length];
        System.arraycopy(values, half, exchanged, 0, values.length - half);
        System.arraycopy(values, 0, exchanged, values.length - half, half);
        return new TestSeries(name + ", halves exchanged", exchanged, axis);
    }

    /// Without the rows whose value is missing.
    TestSeries squeezed() {
        int[] valid =
                IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
        return new TestSeries(
                name + ", squeezed",
                Arrays.stream(valid).mapToDouble(i -> values[i]).toArray(),
                Arrays.stream(valid).mapToDouble(i -> axis[i]).toArray());
    }
}
