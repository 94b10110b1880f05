package dev.venturi.generate;

import java.util.Arrays;

/// A distribution over whole numbers from which is drawn by exact inversion: a draw of [#DRAW_BITS]
/// bits falls between two neighbouring steps of the cumulative distribution, and those name the
/// outcome (Devroye, "Non-Uniform Random Variate Generation", 1986, III.2; the guide table is that
/// of Chen and Asau, 1974).
///
/// A value with a fixed number of decimals is a whole number of its last decimal place, so that a
/// rounded normal is drawn here directly: the steps are the probabilities with which a normal
/// rounds to each outcome, and no draw is ever rounded itself. The steps need additions,
/// multiplications, divisions and [StrictMath#exp] only: they have the same bits on every machine.
/// Immutable.
final class InversionTable {
    /// Bits of a draw; outcomes less likely than one in 1.8e13 do not occur.
    static final int DRAW_BITS = 44;

    private static final double DRAWS = 0x1p44;
    private static final int GUIDE_BITS = 12;
    private static final int GUIDE_SHIFT = DRAW_BITS - GUIDE_BITS;

    /// The outcome at index 0.
    private final int first;

    /// Draws below `steps[i]` and not below `steps[i - 1]` are the outcome at index i.
    private final long[] steps;

    /// For the first bits of a draw, the smallest index it can have.
    private final short[] guide = new short[1 << GUIDE_BITS];

    private InversionTable(int first, long[] steps) {
        this.first = first;
        this.steps = steps;
        int index = 0;
        for (int g = 0; g < guide.length; g++) {
            while (steps[index] <= (long) g << GUIDE_SHIFT) {
                index++;
            }
            guide[g] = (short) index;
        }
    }

    /// A normal variable times `scale`, rounded to a whole number and clipped.
    ///
    /// @param scale outcomes per unit: 10 for one decimal
    /// @param least the smallest outcome; all that is below counts for it
    /// @param most the largest outcome; all that is above counts for it
    static InversionTable roundedNormal(
            double mean, double deviation, int scale, int least, int most) {
        int first = least;
        while (first < most && normalSteps(mean, deviation, scale, first) == 0) {
            first++;
        }
        int last = first;
        while (last < most && normalSteps(mean, deviation, scale, last) < (long) DRAWS) {
            last++;
        }
        long[] steps = new long[last - first + 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = normalSteps(mean, deviation, scale, first + i);
        }
        steps[steps.length - 1] = (long) DRAWS;
        return new InversionTable(first, steps);
    }

    /// Draws that round to `outcome` or less.
    private static long normalSteps(double mean, double deviation, int scale, int outcome) {
        double border = (2.0 * outcome + 1.0) / (2.0 * scale);
        return (long) Math.rint(NormalDistribution.below((border - mean) / deviation) * DRAWS);
    }

    /// A Poisson variable; its probabilities follow from each other, `p(k) = p(k - 1) mean / k`.
    ///
    /// @param mean above 0, and small enough that `exp(-mean)` is not 0
    static InversionTable poisson(double mean) {
        double probability = StrictMath.exp(-mean);
        double sum = probability;
        int most = (int) (mean + 20 * Math.sqrt(mean) + 20);
        long[] steps = new long[most + 1];
        int last = 0;
        steps[0] = (long) Math.rint(sum * DRAWS);
        while (last < most && steps[last] < (long) DRAWS) {
            last++;
            probability = probability * mean / last;
            sum += probability;
            steps[last] = (long) Math.rint(Math.min(sum, 1.0) * DRAWS);
        }
        long[] used = Arrays.copyOf(steps, last + 1);
        used[last] = (long) DRAWS;
        return new InversionTable(0, used);
    }

    /// The index of the outcome of a draw.
    ///
    /// @param draw `[0, 2^44)`
    int index(long draw) {
        int index = guide[(int) (draw >>> GUIDE_SHIFT)];
        while (draw >= steps[index]) {
            index++;
        }
        return index;
    }

    /// How many outcomes there are; indexes are 0 to below.
    int outcomes() {
        return steps.length;
    }

    /// The outcome at an index.
    int outcome(int index) {
        return first + index;
    }

    /// The share of the draws that have an index.
    double probability(int index) {
        return (steps[index] - (index == 0 ? 0 : steps[index - 1])) / DRAWS;
    }
}
