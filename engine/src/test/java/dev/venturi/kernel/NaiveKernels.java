package dev.venturi.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// [Kernels] written from CONTRACT.md alone, as plainly as it can be said: a term by its index, the
/// order of addition by recursion over it.
final class NaiveKernels implements Kernels {
    @Override
    public String name() {
        return "naive";
    }

    @Override
    public int compact(double[] values, int from, int to, double[] out, double[] extremes) {
        List<Double> valid = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                valid.add(values[i]);
            }
        }
        for (int i = 0; i < valid.size(); i++) {
            out[i] = valid.get(i);
        }
        // the natural order of Double has -0.0 below 0.0
        extremes[0] = valid.stream().min(Double::compare).orElse(Double.POSITIVE_INFINITY);
        extremes[1] = valid.stream().max(Double::compare).orElse(Double.NEGATIVE_INFINITY);
        return valid.size();
    }

    @Override
    public int compact(
            double[] values,
            double[] axis,
            int from,
            int to,
            double[] out,
            double[] axisOut,
            double[] extremes) {
        int at = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                axisOut[at++] = axis[i];
            }
        }
        return compact(values, from, to, out, extremes);
    }

    @Override
    public double sum(double[] values, int from, int n) {
        return sumOf(i -> values[from + i], n);
    }

    @Override
    public double squares(double[] values, int from, int n, double mean) {
        return sumOf(i -> (values[from + i] - mean) * (values[from + i] - mean), n);
    }

    @Override
    public void squaresAndTrend(
            double[] values, int from, int n, double mean, double centre, double[] sums) {
        sums[0] = squares(values, from, n, mean);
        sums[1] = sumOf(i -> (centre + i) * (values[from + i] - mean), n);
    }

    @Override
    public void squaresAndAxis(
            double[] values,
            double[] axis,
            int from,
            int n,
            double mean,
            double axisMean,
            double[] sums) {
        sums[0] = squares(values, from, n, mean);
        sums[1] = sumOf(i -> (axis[from + i] - axisMean) * (values[from + i] - mean), n);
        sums[2] = squares(axis, from, n, axisMean);
    }

    @Override
    public void higherPowers(double[] values, int from, int n, double mean, double[] sums) {
        sums[0] =
                sumOf(
                        i -> {
                            double d = values[from + i] - mean;
                            return (d * d) * d;
                        },
                        n);
        sums[1] =
                sumOf(
                        i -> {
                            double square = (values[from + i] - mean) * (values[from + i] - mean);
                            return square * square;
                        },
                        n);
    }

    @Override
    public double laggedProducts(double[] values, int from, int n, int lag, double mean) {
        return sumOf(i -> (values[from + i] - mean) * (values[from + i + lag] - mean), n);
    }

    @Override
    public double absoluteChanges(double[] values, int from, int n) {
        return sumOf(i -> Math.abs(values[from + i + 1] - values[from + i]), n);
    }

    @Override
    public int countBeyond(double[] values, int from, int n, double mean, double threshold) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (Math.abs(values[from + i] - mean) > threshold) {
                count++;
            }
        }
        return count;
    }

    private static double sumOf(IntToDoubleFunction term, int n) {
        return part(term, 0, n);
    }

    private static double part(IntToDoubleFunction term, int start, int n) {
        if (n < 8) {
            return oneByOne(0.0, term, start, n);
        }
        if (n > 128) {
            int first = n / 2 - n / 2 % 8;
            return part(term, start, first) + part(term, start + first, n - first);
        }
        double[] lane = new double[8];
        int whole = n - n % 8;
        for (int i = 0; i < whole; i++) {
            double value = term.applyAsDouble(start + i);
            lane[i % 8] = i < 8 ? value : lane[i % 8] + value;
        }
        double sum =
                ((lane[0] + lane[1]) + (lane[2] + lane[3]))
                        + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        return oneByOne(sum, term, start + whole, n - whole);
    }

    private static double oneByOne(double sum, IntToDoubleFunction term, int start, int n) {
        double total = sum;
        for (int i = start; i < start + n; i++) {
            total += term.applyAsDouble(i);
        }
        return total;
    }
}
