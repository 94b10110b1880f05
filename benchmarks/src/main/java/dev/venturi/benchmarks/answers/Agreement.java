package dev.venturi.benchmarks.answers;

import java.util.Arrays;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// How two sides' answers compare: every cell within 1e-9, counts equal but for exact two-sigma
/// ties.
///
/// 1e-9 is relative to the larger of the two. Where a result is small by cancellation it is
/// relative to what it was computed from: a trend to a thousandth of the deviation (about the
/// trend's own standard error over a year of days), a deviation to a millionth of the mean.
///
/// @param cells cells compared
/// @param different cells that differ by more
/// @param ties anomaly counts that differ by no more than there are values that lie on the border
///   of two deviations, to 1e-12 of it
/// @param largest the largest difference of a cell that agrees, in units of the scale above
/// @param first the first cell that differs, with both values
public record Agreement(
        long cells, long different, long ties, double largest, @Nullable String first) {
    private static final double TOLERANCE = 1e-9;
    private static final double BORDER = 1e-12;
    private static final String ANOMALIES = "_n_anomalies";

    /// Gives the values behind a cell.
    @FunctionalInterface
    public interface SeriesLookup {
        /// The valid values of an entity's column, in order.
        double[] values(long key, String column) throws Exception;
    }

    /// Whether nothing differs but ties.
    public boolean holds() {
        return different == 0 && cells > 0;
    }

    /// For a results page.
    @Override
    public String toString() {
        return "%,d cells compared, %,d differ, %,d exact two-sigma ties, largest difference %.1e%s"
                .formatted(cells, different, ties, largest, first == null ? "" : "; " + first);
    }

    /// Compares all cells.
    ///
    /// @throws IllegalArgumentException when columns or keys are not the same
    public static Agreement of(Answers ours, Answers theirs, SeriesLookup lookup) throws Exception {
        if (!new HashSet<>(ours.columns()).equals(new HashSet<>(theirs.columns()))) {
            throw new IllegalArgumentException(
                    "columns %s and %s".formatted(ours.columns(), theirs.columns()));
        }
        if (!Arrays.equals(ours.keys(), theirs.keys())) {
            throw new IllegalArgumentException(
                    "the keys differ, first at row " + Arrays.mismatch(ours.keys(), theirs.keys()));
        }
        long cells = 0;
        long different = 0;
        long ties = 0;
        double largest = 0;
        String first = null;
        for (String name : ours.columns()) {
            double[] a = ours.column(name);
            double[] b = theirs.column(name);
            double[] floor = floorOf(ours, name);
            for (int i = 0; i < a.length; i++) {
                cells++;
                double far = distance(a[i], b[i], floor[i]);
                if (name.endsWith(ANOMALIES) ? far == 0 : far <= TOLERANCE) {
                    largest = Math.max(largest, far);
                } else if (name.endsWith(ANOMALIES)
                        && Math.abs(a[i] - b[i]) <= onTheBorder(ours, name, i, lookup)) {
                    ties++;
                } else {
                    different++;
                    if (first == null) {
                        first =
                                "%s of %d: ours %s, theirs %s"
                                        .formatted(name, ours.keys()[i], a[i], b[i]);
                    }
                }
            }
        }
        return new Agreement(cells, different, ties, largest, first);
    }

    private static double distance(double a, double b, double floor) {
        if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
            return 0.0;
        }
        double far = Math.abs(a - b) / Math.max(Math.max(Math.abs(a), Math.abs(b)), floor);
        return Double.isNaN(far) ? Double.POSITIVE_INFINITY : far;
    }

    private static double[] floorOf(Answers answers, String name) {
        String column = name.substring(0, name.lastIndexOf('_'));
        double[] floor = new double[answers.keys().length];
        if (name.endsWith("_trend")) {
            double[] std = answers.column(column + "_std");
            Arrays.setAll(floor, i -> Double.isNaN(std[i]) ? 0 : std[i] / 1e3);
        } else if (name.endsWith("_std")) {
            double[] mean = answers.column(column + "_mean");
            Arrays.setAll(floor, i -> Double.isNaN(mean[i]) ? 0 : Math.abs(mean[i]) / 1e6);
        }
        return floor;
    }

    /// How many values of a series are as far from the mean as two deviations.
    private static long onTheBorder(Answers answers, String name, int i, SeriesLookup lookup)
            throws Exception {
        String column = name.substring(0, name.length() - ANOMALIES.length());
        double mean = answers.column(column + "_mean")[i];
        double border = 2 * answers.column(column + "_std")[i];
        return Arrays.stream(lookup.values(answers.keys()[i], column))
                .filter(v -> Math.abs(Math.abs(v - mean) - border) <= BORDER * border)
                .count();
    }
}
