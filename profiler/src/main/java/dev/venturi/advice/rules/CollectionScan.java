package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Unit;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import java.util.Set;

/// A collection is searched from its start: contains of a list, an index of a linked list.
final class CollectionScan extends CpuSymptom {
    private static final double FEWEST_TIMES = 10;

    /// For one element looked at, with an equals that looks at its first characters.
    private static final double SECONDS_PER_ELEMENT = 5e-9;

    private static final Set<String> SEARCHES =
            Set.of(
                    "contains",
                    "indexOf",
                    "indexOfRange",
                    "lastIndexOf",
                    "containsValue",
                    "containsAll",
                    "removeAll",
                    "retainAll",
                    "batchRemove",
                    "addIfAbsent");

    CollectionScan() {
        super(
                "collection-scan",
                "searching collections from their start",
                "Look up in a HashSet or HashMap built once, use ArrayList where "
                        + "elements are asked for by index, or keep the list in order and search "
                        + "it by halves.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        if (type.startsWith("java.util.stream.MatchOps")
                || type.startsWith("java.util.stream.FindOps")) {
            return true;
        }
        if (type.equals("java.util.LinkedList")) {
            return SEARCHES.contains(method)
                    || method.equals("node")
                    || method.equals("get")
                    || method.equals("remove");
        }
        return SEARCHES.contains(method) && isCollection(type);
    }

    @Override
    boolean callsBack() {
        return true;
    }

    private static boolean isCollection(String type) {
        return switch (type) {
            case "java.util.ArrayList",
                    "java.util.Arrays$ArrayList",
                    "java.util.AbstractCollection",
                    "java.util.AbstractList",
                    "java.util.Vector",
                    "java.util.ArrayDeque",
                    "java.util.PriorityQueue",
                    "java.util.HashMap",
                    "java.util.TreeMap",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentLinkedQueue",
                    "java.util.concurrent.ConcurrentLinkedDeque",
                    "java.util.concurrent.LinkedBlockingQueue",
                    "java.util.concurrent.ArrayBlockingQueue",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.CopyOnWriteArraySet" ->
                    true;
            default ->
                    type.startsWith("java.util.ImmutableCollections$List")
                            || type.startsWith(
                                    "java.util.ImmutableCollections$AbstractImmutableList")
                            || type.startsWith("java.util.Collections$Unmodifiable")
                            || type.startsWith("java.util.Collections$Synchronized");
        };
    }

    @Override
    boolean holds(Profile profile, Hotspot spot) {
        return times(profile, spot) >= FEWEST_TIMES;
    }

    @Override
    void evidence(Profile profile, Hotspot spot, Evidence.Builder evidence) {
        evidence.number("leastTimes", "done at least so often", times(profile, spot), Unit.COUNT);
    }

    /// A lower bound: the time over that of one pass over as many references as fit into the live
    /// heap.
    private static double times(Profile profile, Hotspot spot) {
        double once = Figures.mostLiveBytes(profile) / 16 * SECONDS_PER_ELEMENT;
        return Figures.seconds(profile, spot.samples()) / once;
    }
}
