package dev.venturi.profile.diff;

import dev.venturi.profile.Site;
import dev.venturi.profile.Wilson;
import java.util.Arrays;
import java.util.Optional;

/// Decides whether a difference is more than noise, at a level that holds for a whole table.
///
/// With two or more runs on both sides the interval is Welch's (1947), its variance never below
/// that of the samples. With single runs only the noise of sampling is known: the interval is that
/// of the difference of two counted shares (Newcombe 1998, from Wilson's), and a difference must
/// also be more than a tenth of the larger side, which runs on a quiet machine seldom differ by.
final class Noise {
    /// What single runs may differ by without a reason.
    static final double SINGLE_RUN_TOLERANCE = 0.10;

    private static final double ERROR = 0.05;

    private final double error;

    /// @param comparisons how many of them are made; the chance that any of them claims what is not
    ///   there is 5 % for all together (Bonferroni)
    Noise(int comparisons) {
        error = ERROR / Math.max(1, comparisons);
    }

    /// Figures of runs.
    Change compare(String name, double[] before, double[] after) {
        double[] none = {};
        return compare(name, Optional.empty(), before, none, after, none);
    }

    /// Sampled figures of runs.
    ///
    /// @param beforeSampling variance of each run's figure that comes from its being sampled; empty
    ///   for one that was measured
    Change compare(
            String name,
            Optional<Site> site,
            double[] before,
            double[] beforeSampling,
            double[] after,
            double[] afterSampling) {
        double first = mean(before);
        double second = mean(after);
        if (Double.isNaN(first) || Double.isNaN(second)) {
            return new Change(name, site, first, second, Double.NaN, Double.NaN, Certainty.UNKNOWN);
        }
        if (before.length < 2 || after.length < 2) {
            return new Change(name, site, first, second, Double.NaN, Double.NaN, Certainty.ONE_RUN);
        }
        double ofFirst = variance(before, first, beforeSampling) / before.length;
        double ofSecond = variance(after, second, afterSampling) / after.length;
        double all = ofFirst + ofSecond;
        double half = 0;
        if (all > 0) {
            double freedom =
                    all
                            * all
                            / (ofFirst * ofFirst / (before.length - 1)
                                    + ofSecond * ofSecond / (after.length - 1));
            half = Student.quantile(error, freedom) * Math.sqrt(all);
        }
        return judged(name, site, first, second, second - first - half, second - first + half, 0);
    }

    /// A part that samples hit.
    ///
    /// @param hits samples that hit it
    /// @param all samples there were
    /// @param whole what all samples stand for, such as CPU seconds
    record Counted(long hits, long all, double whole) {
        double value() {
            return (double) hits / all * whole;
        }
    }

    /// A sampled part where a side has a single run.
    Change compareSingle(String name, Optional<Site> site, Counted first, Counted second) {
        double before = first.value();
        double after = second.value();
        if (Double.isNaN(before) || Double.isNaN(after)) {
            return new Change(name, site, before, after, Double.NaN, Double.NaN, Certainty.UNKNOWN);
        }
        double z = Student.quantile(error, Double.POSITIVE_INFINITY);
        double[] shareBefore = Wilson.interval(first.hits, first.all, z);
        double[] shareAfter = Wilson.interval(second.hits, second.all, z);
        double below =
                Math.hypot(
                        after - shareAfter[0] * second.whole,
                        shareBefore[1] * first.whole - before);
        double above =
                Math.hypot(
                        shareAfter[1] * second.whole - after,
                        before - shareBefore[0] * first.whole);
        return judged(
                name,
                site,
                before,
                after,
                after - before - below,
                after - before + above,
                SINGLE_RUN_TOLERANCE * Math.max(before, after));
    }

    private static Change judged(
            String name,
            Optional<Site> site,
            double before,
            double after,
            double low,
            double high,
            double tolerance) {
        Certainty certainty = Certainty.NOT_SHOWN;
        if (Math.abs(after - before) > tolerance) {
            certainty = low > 0 ? Certainty.MORE : high < 0 ? Certainty.LESS : certainty;
        }
        return new Change(name, site, before, after, low, high, certainty);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double variance(double[] values, double mean, double[] sampling) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double floor = sampling.length == 0 ? 0 : mean(sampling);
        return Math.max(squares / (values.length - 1), floor);
    }
}
