package dev.venturi.kernel;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

/// Sorts numbers in place, in the order of [Double#compare], and gives up when its thread is
/// interrupted: a series may have hundreds of millions of values, which take half a minute.
///
/// Parts of more than a million are divided in three by a value drawn from the middle of a sample,
/// the others are left to [Arrays#sort]. Between two looks at the thread lie some ten milliseconds.
/// No memory beyond the array.
public final class StoppableSort {
    private static final int PART = 1 << 20;
    private static final int SAMPLE = 511;

    private StoppableSort() {}

    /// Sorts `[from, to)`.
    ///
    /// @throws CancellationException when the thread is interrupted, and it stays so; the values
    ///   are all there, in no order
    public static void ascending(double[] values, int from, int to) {
        int left = from;
        int right = to;
        while (right - left > PART) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while values were sorted");
            }
            double middle = middle(values, left, right);
            int less = left;
            int greater = right;
            for (int at = left; at < greater; ) {
                double value = values[at];
                int order = Double.compare(value, middle);
                if (order < 0) {
                    values[at++] = values[less];
                    values[less++] = value;
                } else if (order > 0) {
                    values[at] = values[--greater];
                    values[greater] = value;
                } else {
                    at++;
                }
            }
            if (less - left < right - greater) { // the smaller one here: the stack stays low
                ascending(values, left, less);
                left = greater;
            } else {
                ascending(values, greater, right);
                right = less;
            }
        }
        Arrays.sort(values, left, right);
    }

    private static double middle(double[] values, int from, int to) {
        double[] sample = new double[SAMPLE];
        int step = (to - from) / SAMPLE;
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = values[from + i * step];
        }
        Arrays.sort(sample);
        return sample[SAMPLE / 2];
    }
}
