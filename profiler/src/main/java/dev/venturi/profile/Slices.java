package dev.venturi.profile;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Figures of equal slices of time, whose length doubles whenever there would be too many.
///
/// Amounts are added in any order of time: events of different threads do not come in order.
final class Slices {
    private static final int MOST = 4096;
    private static final int MOST_THREADS = Long.SIZE;

    /// What is counted.
    enum Kind {
        CPU,
        /// Of the second sampler.
        CPU_EXECUTION,
        IO,
        LOCK,
        WAIT,
        ALLOCATION,
        READ,
        WRITE,
        GC
    }

    private double step;
    private int used;
    private final Map<Kind, double[]> sums = new EnumMap<>(Kind.class);
    private final double[] heap = new double[MOST];
    private final double[] threads = new double[MOST];
    private final double[] load = new double[MOST];
    private final double[] machine = new double[MOST];
    private final long[] busy = new long[MOST];

    Slices(double step) {
        this.step = step;
        for (Kind kind : Kind.values()) {
            sums.put(kind, new double[MOST]);
        }
        Arrays.fill(heap, Double.NaN);
        Arrays.fill(threads, Double.NaN);
        Arrays.fill(load, Double.NaN);
        Arrays.fill(machine, Double.NaN);
    }

    double step() {
        return step;
    }

    int used() {
        return used;
    }

    private double[] of(Kind kind) {
        return Objects.requireNonNull(sums.get(kind)); // every kind has its own
    }

    double sum(Kind kind, int slice) {
        return of(kind)[slice];
    }

    /// Highest bytes in use; NaN where nothing is known.
    double heap(int slice) {
        return heap[slice];
    }

    /// Live threads; NaN where nothing is known.
    double threads(int slice) {
        return threads[slice];
    }

    /// Share of the machine's cores that the process used; NaN where nothing is known.
    double load(int slice) {
        return load[slice];
    }

    /// Share of the machine's cores in use; NaN where nothing is known.
    double machine(int slice) {
        return machine[slice];
    }

    /// Adds an amount at a time.
    void add(Kind kind, double second, double amount) {
        int slice = slice(second); // first, for it may change what stands in the slices
        of(kind)[slice] += amount;
    }

    /// Spreads the seconds between two times over the slices they lie in, weighted.
    void spread(Kind kind, double from, double to, double weight) {
        double at = Math.max(0, from);
        slice(to);
        while (at < to) {
            int slice = slice(at);
            double end = Math.min(to, (slice + 1) * step);
            if (end <= at) {
                end = Math.min(to, at + step); // rounding at the border of a slice
            }
            of(kind)[slice] += (end - at) * weight;
            at = end;
        }
    }

    /// A thread was on a core.
    ///
    /// @param thread its number, counted from 0; beyond 64 they share bits
    void busy(double second, int thread) {
        busy[slice(second)] |= 1L << (thread % MOST_THREADS);
    }

    int busyThreads(int slice) {
        return Long.bitCount(busy[slice]);
    }

    void heap(double second, double bytes) {
        max(heap, slice(second), bytes);
    }

    void threads(double second, double count) {
        max(threads, slice(second), count);
    }

    /// A share that held since an earlier time.
    void load(double from, double to, double process, double all) {
        slice(to);
        for (int i = slice(from); i <= slice(to); i++) {
            load[i] = process;
            machine[i] = all;
        }
    }

    private static void max(double[] values, int at, double value) {
        values[at] = Double.isNaN(values[at]) ? value : Math.max(values[at], value);
    }

    private int slice(double second) {
        double at = Math.max(0, second) / step;
        while (at >= MOST) {
            halve();
            at = Math.max(0, second) / step;
        }
        used = Math.max(used, (int) at + 1);
        return (int) at;
    }

    private void halve() {
        for (double[] values : sums.values()) {
            for (int i = 0; i < MOST; i++) {
                double value = values[i];
                values[i] = 0;
                values[i / 2] += value;
            }
        }
        for (double[] values : new double[][] {heap, threads, load, machine}) {
            for (int i = 0; i < MOST; i++) {
                double value = values[i];
                values[i] = Double.NaN;
                if (!Double.isNaN(value)) {
                    max(values, i / 2, value);
                }
            }
        }
        for (int i = 0; i < MOST; i++) {
            long value = busy[i];
            busy[i] = 0;
            busy[i / 2] |= value;
        }
        step *= 2;
        used = (used + 1) / 2;
    }
}
