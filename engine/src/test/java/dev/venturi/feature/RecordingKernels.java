package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.ScalarKernels;
import java.util.ArrayList;
import java.util.List;

/// Scalar kernels that remember which loops were run.
class RecordingKernels implements Kernels {
    private final Kernels kernels = new ScalarKernels();
    private final List<String> calls = new ArrayList<>();

    List<String> calls() {
        return calls;
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public int compact(double[] values, int from, int to, double[] out, double[] extremes) {
        calls.add("compact");
        return kernels.compact(values, from, to, out, extremes);
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
        calls.add("compactWithAxis");
        return kernels.compact(values, axis, from, to, out, axisOut, extremes);
    }

    @Override
    public double sum(double[] values, int from, int n) {
        calls.add("sum");
        return kernels.sum(values, from, n);
    }

    @Override
    public double squares(double[] values, int from, int n, double mean) {
        calls.add("squares");
        return kernels.squares(values, from, n, mean);
    }

    @Override
    public void squaresAndTrend(
            double[] values, int from, int n, double mean, double centre, double[] sums) {
        calls.add("squaresAndTrend");
        kernels.squaresAndTrend(values, from, n, mean, centre, sums);
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
        calls.add("squaresAndAxis");
        kernels.squaresAndAxis(values, axis, from, n, mean, axisMean, sums);
    }

    @Override
    public void higherPowers(double[] values, int from, int n, double mean, double[] sums) {
        calls.add("higherPowers");
        kernels.higherPowers(values, from, n, mean, sums);
    }

    @Override
    public double laggedProducts(double[] values, int from, int n, int lag, double mean) {
        calls.add("laggedProducts");
        return kernels.laggedProducts(values, from, n, lag, mean);
    }

    @Override
    public double absoluteChanges(double[] values, int from, int n) {
        calls.add("absoluteChanges");
        return kernels.absoluteChanges(values, from, n);
    }

    @Override
    public int countBeyond(double[] values, int from, int n, double mean, double threshold) {
        calls.add("countBeyond");
        return kernels.countBeyond(values, from, n, mean, threshold);
    }
}
