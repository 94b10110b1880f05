package dev.venturi.profile;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What events `venturi.*` of one name and stage tell.
///
/// @param event its name: `venturi.StageFinished`
/// @param stage the stage it names; empty when it names none
/// @param count how many
/// @param seconds their durations together
/// @param sums of their numbers, by the name of the field, in order of name
/// @param texts the last text of every field that holds one, in order of name
public record EngineStage(
        String event,
        String stage,
        long count,
        double seconds,
        Map<String, Long> sums,
        Map<String, String> texts) {
    /// Copies the maps.
    public EngineStage {
        sums = Collections.unmodifiableMap(new TreeMap<>(sums));
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }
}
