package dev.venturi.profile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/// Which events were switched on and from which durations, as `jdk.ActiveSetting` tells. Of several
/// values, which come with several recordings of one JVM, the one that records most counts.
final class Settings {
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Map<String, String>> values = new HashMap<>();

    void type(long id, String name) {
        names.put(id, name);
    }

    void accept(RecordedEvent event) {
        String name = event.getString("name");
        String value = event.getString("value");
        if (name != null && value != null) {
            values.computeIfAbsent(event.getLong("id"), _ -> new HashMap<>())
                    .merge(
                            name,
                            value,
                            (before, now) ->
                                    name.equals("enabled") && before.equals("true") ? before : now);
        }
    }

    /// The value of a setting of an event; empty where none was told.
    String of(String event, String setting) {
        String found = "";
        for (Map.Entry<Long, Map<String, String>> entry : values.entrySet()) {
            if (event.equals(names.get(entry.getKey()))) {
                found = entry.getValue().getOrDefault(setting, found);
            }
        }
        return found;
    }

    boolean isEnabled(String event) {
        return of(event, "enabled").equals("true");
    }

    /// The names of all events that were on.
    Set<String> enabled() {
        Set<String> found = new HashSet<>();
        values.forEach((id, settings) -> {
            String name = names.get(id);
            if (name != null && "true".equals(settings.get("enabled"))) {
                found.add(name);
            }
        });
        return found;
    }

    /// The shortest duration that an event was recorded for, in seconds; 0 for all.
    double threshold(String event) {
        double seconds = seconds(of(event, "threshold"));
        return Double.isNaN(seconds) ? 0 : seconds;
    }

    /// Whether the rate of an event was limited.
    boolean isThrottled(String event) {
        String throttle = of(event, "throttle");
        return !throttle.isEmpty() && !throttle.equals("off");
    }

    /// `20 ms` in seconds; NaN when it is no duration.
    static double seconds(String text) {
        String[] parts = text.strip().split("\\s+", 2);
        try {
            if (parts.length < 2) {
                String digits = text.strip().replaceAll("[a-zA-Z]+$", "");
                return digits.isEmpty() || digits.length() == text.strip().length()
                        ? Double.NaN
                        : Double.parseDouble(digits)
                                * unit(text.strip().substring(digits.length()));
            }
            return Double.parseDouble(parts[0]) * unit(parts[1]);
        } catch (NumberFormatException _) {
            return Double.NaN; // a word such as everyChunk
        }
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "ns" -> 1e-9;
            case "us" -> 1e-6;
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            default -> Double.NaN;
        };
    }
}
