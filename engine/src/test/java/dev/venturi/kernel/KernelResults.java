package dev.venturi.kernel;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Everything that kernels answer for a case, by the name of the method.
final class KernelResults {
    private KernelResults() {}

    static Map<String, double[]> of(Kernels kernels, KernelCase c) {
        double[] v = c.values();
        int from = c.from();
        int n = c.n();
        Map<String, double[]> results = new TreeMap<>();

        double[] out = new double[n + 8];
        double[] extremes = new double[2];
        int valid = kernels.compact(c.gappy(), from, from + n, out, extremes);
        results.put("compact", joined(Arrays.copyOf(out, valid), extremes));

        double[] axisOut = new double[n + 8];
        valid = kernels.compact(c.gappy(), c.axis(), from, from + n, out, axisOut, extremes);
        double[] kept = joined(Arrays.copyOf(out, valid), Arrays.copyOf(axisOut, valid));
        results.put("compact with axis", joined(kept, extremes));

        valid = kernels.compact(v, from, from + n, out, extremes);
        results.put("compact without gaps", joined(Arrays.copyOf(out, valid), extremes));

        results.put("sum", new double[] {kernels.sum(v, from, n)});
        results.put("squares", new double[] {kernels.squares(v, from, n, c.mean())});
        double[] sums = new double[2];
        kernels.squaresAndTrend(v, from, n, c.mean(), c.centre(), sums);
        results.put("squaresAndTrend", sums.clone());
        kernels.higherPowers(v, from, n, c.mean(), sums);
        results.put("higherPowers", sums);
        double[] three = new double[3];
        kernels.squaresAndAxis(v, c.axis(), from, n, c.mean(), c.axis()[from], three);
        results.put("squaresAndAxis", three);
        results.put(
                "laggedProducts",
                new double[] {kernels.laggedProducts(v, from, n, c.lag(), c.mean())});
        results.put("absoluteChanges", new double[] {kernels.absoluteChanges(v, from, n)});
        results.put(
                "countBeyond",
                new double[] {kernels.countBeyond(v, from, n, c.mean(), c.threshold())});
        return results;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    /// A number that changes when any bit of any result does.
    static long digest(Kernels kernels, KernelCase c) {
        long digest = 0;
        for (double[] numbers : of(kernels, c).values()) {
            digest = digest * 31 + Arrays.hashCode(numbers);
        }
        return digest;
    }
}
