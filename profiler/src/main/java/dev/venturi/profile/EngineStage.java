package dev.venturi.profile;

import java.util.Map;

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
        Map<String, String> texts) {}
