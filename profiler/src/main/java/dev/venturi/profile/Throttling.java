package dev.venturi.profile;

import jdk.jfr.consumer.RecordedEvent;

/// How often the group of processes that a program is in had used up its quota of CPU time: the
/// scheduler then lets none of them run until its next period, of 100 ms as a rule.
///
/// The JVM tells counts since the group was made, so of a recording the difference counts.
final class Throttling {
    private long firstPeriods = Long.MAX_VALUE;
    private long lastPeriods = Long.MIN_VALUE;
    private long firstThrottled;
    private long lastThrottled;

    void add(RecordedEvent event) {
        add(event.getLong("cpuElapsedSlices"), event.getLong("cpuThrottledSlices"));
    }

    /// @param periods since the group was made; 0 or less without a quota
    /// @param throttled of those
    void add(long periods, long throttled) {
        if (periods <= 0) {
            return;
        }
        if (periods < firstPeriods) {
            firstPeriods = periods;
            firstThrottled = throttled;
        }
        if (periods > lastPeriods) {
            lastPeriods = periods;
            lastThrottled = throttled;
        }
    }

    /// The share of the periods; NaN when nothing was told of any.
    double share() {
        return lastPeriods <= firstPeriods
                ? Double.NaN
                : (double) (lastThrottled - firstThrottled) / (lastPeriods - firstPeriods);
    }
}
