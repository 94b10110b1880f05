package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/// The heap over time, collections, and what objects a full collection counted.
final class HeapFold {
    private static final int MOST_POINTS = 20_000;
    private static final int MOST_PAUSES = 100;
    private static final int MOST_PARTS = 50;

    private List<LivePoint> points = new ArrayList<>();
    private int keepEvery = 1;
    private long pointsSeen;
    private final Map<Long, Boolean> full = new HashMap<>();
    private final Map<Long, Double> second = new HashMap<>();
    private final Map<Long, Long> after = new HashMap<>();
    private final PriorityQueue<GcPause> pauses =
            new PriorityQueue<>(Comparator.comparingDouble(GcPause::seconds));
    private final TreeSet<String> collectors = new TreeSet<>();
    private final Map<Long, Map<String, Long>> counted = new HashMap<>();
    private long peak;
    private long max;
    private double pauseSeconds;
    private long collections;

    /// A collection, or a cycle of a concurrent one.
    void collection(long id, String name, String cause, double from, double pause, double longest) {
        collections++;
        pauseSeconds += pause;
        collectors.add(name);
        full.put(id, isFull(name));
        settle(id);
        pauses.add(new GcPause(from, longest, name, cause));
        if (pauses.size() > MOST_PAUSES) {
            pauses.poll();
        }
    }

    /// Bytes in use before or after a collection.
    void summary(long id, double at, long used, boolean isAfter) {
        used(used);
        if (isAfter) {
            after.put(id, used);
            second.put(id, at);
            settle(id);
        }
    }

    /// Bytes in use, however that was noticed.
    void used(long bytes) {
        peak = Math.max(peak, bytes);
    }

    /// What was in use after the last collection; -1 when there was none.
    long lastLive() {
        return points.stream()
                .max(Comparator.comparingDouble(LivePoint::second))
                .map(LivePoint::bytes)
                .orElse(-1L);
    }

    /// The highest use seen.
    long peak() {
        return peak;
    }

    void max(long bytes) {
        max = bytes;
    }

    /// Objects of a type, counted by the collection of this number.
    void counted(long id, String type, long bytes) {
        counted.computeIfAbsent(id, _ -> new HashMap<>()).merge(type, bytes, Long::sum);
    }

    /// A point of the live set once both of its events are known.
    private void settle(long id) {
        Boolean isFull = full.get(id);
        Long bytes = after.get(id);
        Double at = second.get(id);
        if (isFull == null || bytes == null || at == null) {
            return;
        }
        full.remove(id);
        after.remove(id);
        second.remove(id);
        if (pointsSeen++ % keepEvery == 0) {
            points.add(new LivePoint(at, bytes, isFull));
        }
        if (points.size() > MOST_POINTS) {
            List<LivePoint> half = new ArrayList<>();
            for (int i = 0; i < points.size(); i += 2) {
                half.add(points.get(i));
            }
            points = half;
            keepEvery *= 2;
        }
    }

    static boolean isFull(String name) {
        return name.equals("G1Full")
                || name.equals("SerialOld")
                || name.equals("ParallelOld")
                || name.equals("PSMarkSweep")
                || name.contains("Major")
                || name.equals("Z")
                || name.equals("Shenandoah")
                || name.contains("Full");
    }

    /// @param parts what old-object samples tell of the peak; used where nothing was counted
    Heap heap(double durationSeconds, List<HeapPart> parts) {
        points.sort(Comparator.comparingDouble(LivePoint::second));
        List<HeapPart> content = countedParts(parts);
        List<GcPause> longest = new ArrayList<>(pauses);
        longest.sort(Comparator.comparingDouble(GcPause::seconds).reversed());
        return new Heap(
                peak,
                max,
                content.isEmpty() ? parts : content,
                points,
                LiveSetShape.of(points),
                LiveSetShape.slope(points),
                pauseSeconds,
                durationSeconds > 0 ? pauseSeconds / durationSeconds : 0,
                collections,
                String.join(", ", collectors),
                longest);
    }

    /// The count with most bytes; holders and lines come from the samples of the same type.
    private List<HeapPart> countedParts(List<HeapPart> sampled) {
        Map<String, Long> most = Map.of();
        long mostBytes = 0;
        for (Map<String, Long> each : counted.values()) {
            long bytes = each.values().stream().mapToLong(Long::longValue).sum();
            if (bytes > mostBytes) {
                mostBytes = bytes;
                most = each;
            }
        }
        long whole = Math.max(mostBytes, peak);
        List<HeapPart> parts = new ArrayList<>();
        most.forEach((type, bytes) -> {
            Optional<HeapPart> known =
                    sampled.stream().filter(part -> part.type().equals(type)).findFirst();
            parts.add(
                    new HeapPart(
                            type,
                            bytes,
                            whole == 0 ? 0 : (double) bytes / whole,
                            known.map(HeapPart::holder).orElse(""),
                            known.flatMap(HeapPart::site),
                            HeapPart.Exactness.COUNTED));
        });
        parts.sort(
                Comparator.comparingLong(HeapPart::bytes).reversed().thenComparing(HeapPart::type));
        return parts.subList(0, Math.min(MOST_PARTS, parts.size()));
    }
}
