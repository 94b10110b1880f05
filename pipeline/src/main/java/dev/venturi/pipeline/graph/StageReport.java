package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of one stage. Times are counted from the start of the run; a stage that never began
/// has equal times.
///
/// @param name the stage
/// @param inputs the stages it needs
/// @param state how it ended
/// @param ready when its inputs were there
/// @param began when its first try began
/// @param ended when it ended
/// @param attempts tries that began; 0 for a stage that never did
/// @param reason why it ended as it did, one sentence; empty for one that succeeded
/// @param failure what it threw last; null unless it failed
/// @param hanging where its thread stood when it was given up on, one frame a line as in a stack
///   trace; empty for every stage that could be stopped
/// @param keptBytes size of its result in the store; 0 without one
/// @param counts what it counted, such as rows
/// @param warnings what it wants known, such as a kept result that was corrupt
/// @param measured shares that it found out about its result, such as errors
public record StageReport(
        String name,
        List<String> inputs,
        StageState state,
        Duration ready,
        Duration began,
        Duration ended,
        int attempts,
        String reason,
        @Nullable Throwable failure,
        List<String> hanging,
        long keptBytes,
        Map<String, Long> counts,
        List<String> warnings,
        List<Measurement> measured) {
    public StageReport {
        inputs = List.copyOf(inputs);
        hanging = List.copyOf(hanging);
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        warnings = List.copyOf(warnings);
        measured = List.copyOf(measured);
    }

    /// From the start of its first try to its end, pauses between tries included.
    public Duration took() {
        return ended.minus(began);
    }

    /// From when its inputs were there until a worker was free for it.
    public Duration waited() {
        return began.minus(ready);
    }
}
