package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;

/// Events `venturi.*`: summed by event and stage, whatever fields they have.
final class EngineFold {
    private static final Set<String> OWN_FIELDS =
            Set.of("startTime", "duration", "eventThread", "stackTrace");
    private static final int MOST_INTERVALS = 2_000;

    private record Key(String event, String stage) {}

    /// When a stage ran.
    record Interval(String stage, double from, double to) {}

    private static final class Totals {
        long count;
        double seconds;
        final Map<String, Long> sums = new TreeMap<>();
        final Map<String, String> texts = new TreeMap<>();
    }

    private final Map<Key, Totals> totals = new HashMap<>();
    private final List<Interval> intervals = new ArrayList<>();

    void add(RecordedEvent event, double from, double to) {
        String name = event.getEventType().getName();
        String stage = event.hasField("stage") ? String.valueOf(event.getString("stage")) : "";
        Totals found = totals.computeIfAbsent(new Key(name, stage), _ -> new Totals());
        found.count++;
        found.seconds += to - from;
        for (ValueDescriptor field : event.getFields()) {
            String label = field.getName();
            if (OWN_FIELDS.contains(label) || label.equals("stage")) {
                continue;
            }
            Object value = event.getValue(label);
            if (value instanceof Long || value instanceof Integer) {
                found.sums.merge(label, ((Number) value).longValue(), Long::sum);
            } else if (value instanceof String text) {
                found.texts.put(label, text);
            }
        }
        if (!stage.isEmpty() && to > from && intervals.size() < MOST_INTERVALS) {
            intervals.add(new Interval(stage, from, to));
        }
    }

    List<Interval> intervals() {
        return intervals;
    }

    List<EngineStage> stages() {
        List<EngineStage> stages = new ArrayList<>();
        totals.forEach((key, total) ->
                stages.add(
                        new EngineStage(
                                key.event(),
                                key.stage(),
                                total.count,
                                total.seconds,
                                total.sums,
                                total.texts)));
        stages.sort(
                Comparator.comparingDouble(EngineStage::seconds)
                        .reversed()
                        .thenComparing(EngineStage::event)
                        .thenComparing(EngineStage::stage));
        return stages;
    }
}
