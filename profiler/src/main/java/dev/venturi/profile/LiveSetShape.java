package dev.venturi.profile;

import java.util.List;

/// How the memory in use after collections develops, told from its lower edge.
///
/// Young collections leave garbage behind, so single values say little. The time after the start
/// (the first fifth) is cut into [#WINDOWS] equal pieces, and the least value of each is looked at:
/// it grows when every piece but one lies above the one before and the last is at least a quarter
/// and 4 MB above the first.
final class LiveSetShape {
    private static final int WINDOWS = 5;
    private static final int FEWEST = 8;
    private static final long LEAST_GROWTH = 4L << 20;
    private static final double GROWTH = 1.25;
    private static final double SAW = 1.5;

    private LiveSetShape() {}

    static Shape of(List<LivePoint> points) {
        double[] least = least(points);
        if (least.length == 0) {
            return Shape.UNKNOWN;
        }
        int rises = 0;
        for (int i = 1; i < WINDOWS; i++) {
            rises += least[i] > least[i - 1] ? 1 : 0;
        }
        double first = least[0];
        double last = least[WINDOWS - 1];
        // garbage that young collections left behind falls at the next one that looks at it
        if (rises >= WINDOWS - 2 && last > first * GROWTH && last - first > LEAST_GROWTH) {
            return Shape.GROWING;
        }
        return mostAfterStart(points) > SAW * Math.max(last, 1) ? Shape.SAWTOOTH : Shape.FLAT;
    }

    /// Bytes a second that the lower edge gains over the second half; NaN where it is not known.
    static double slope(List<LivePoint> points) {
        double[] least = least(points);
        if (least.length == 0) {
            return Double.NaN;
        }
        double from = begin(points);
        double width = (points.getLast().second() - from) / WINDOWS;
        int middle = WINDOWS / 2;
        return (least[WINDOWS - 1] - least[middle]) / (width * (WINDOWS - 1 - middle));
    }

    private static double begin(List<LivePoint> points) {
        double first = points.getFirst().second();
        return first + (points.getLast().second() - first) / WINDOWS;
    }

    /// The least value of each piece; an empty piece has that of the one before. Nothing for too
    /// few points.
    private static double[] least(List<LivePoint> points) {
        List<LivePoint> used = points;
        List<LivePoint> full = points.stream().filter(LivePoint::full).toList();
        if (full.size() >= FEWEST) {
            used = full;
        }
        if (used.size() < FEWEST) {
            return new double[0];
        }
        double from = begin(used);
        double width = (used.getLast().second() - from) / WINDOWS;
        if (width <= 0) {
            return new double[0];
        }
        double[] least = new double[WINDOWS];
        java.util.Arrays.fill(least, Double.MAX_VALUE);
        for (LivePoint point : used) {
            if (point.second() >= from) {
                int window = Math.min(WINDOWS - 1, (int) ((point.second() - from) / width));
                least[window] = Math.min(least[window], (double) point.bytes());
            }
        }
        double before = used.getFirst().bytes();
        for (int i = 0; i < WINDOWS; i++) {
            least[i] = least[i] == Double.MAX_VALUE ? before : least[i];
            before = least[i];
        }
        return least;
    }

    private static double mostAfterStart(List<LivePoint> points) {
        double from = begin(points);
        double most = 0;
        for (LivePoint point : points) {
            if (point.second() >= from) {
                most = Math.max(most, (double) point.bytes());
            }
        }
        return most;
    }
}
