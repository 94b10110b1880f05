package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Unit;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;

/// The same data is sorted again and again. One sort that has to be is no symptom: it is told apart
/// by the time that one sort of all data in memory could take.
final class SortingAgain extends CpuSymptom {
    private static final double FEWEST_TIMES = 3;

    /// For one comparison of a sort, comparators of boxed values included.
    private static final double SECONDS_PER_COMPARISON = 20e-9;

    SortingAgain() {
        super(
                "sorting-again",
                "sorting",
                "Keep the data in order (TreeMap, PriorityQueue, insertion by binary "
                        + "search), sort once after the last change, or take the few largest with "
                        + "a heap.");
    }

    @Override
    boolean starts(Frame frame) {
        return switch (frame.type()) {
            case "java.util.Collections", "java.util.ArrayList", "java.util.List" ->
                    frame.method().equals("sort");
            case "java.util.Arrays" ->
                    frame.method().equals("sort") || frame.method().equals("parallelSort");
            default ->
                    frame.type().startsWith("java.util.TimSort")
                            || frame.type().startsWith("java.util.ComparableTimSort")
                            || frame.type().startsWith("java.util.DualPivotQuicksort")
                            || frame.type().startsWith("java.util.stream.SortedOps");
        };
    }

    @Override
    boolean callsBack() {
        return true;
    }

    @Override
    boolean holds(Profile profile, Hotspot spot) {
        return times(profile, spot) >= FEWEST_TIMES;
    }

    @Override
    void evidence(Profile profile, Hotspot spot, Evidence.Builder evidence) {
        evidence.number("leastTimes", "done at least so often", times(profile, spot), Unit.COUNT);
    }

    /// A lower bound: the time over that of one sort of as many references as fit into the live
    /// heap.
    private static double times(Profile profile, Hotspot spot) {
        double elements = Figures.mostLiveBytes(profile) / 8;
        double once = elements * Math.log(elements) / Math.log(2) * SECONDS_PER_COMPARISON;
        return Figures.seconds(profile, spot.samples()) / once;
    }
}
