package dev.venturi.pipeline.graph;

import java.util.List;
import java.util.Map;

/// What a try gave.
///
/// @param contentHash of the files of the result; empty without a store
/// @param keptBytes size of these files
/// @param reused whether an earlier run computed it
record Outcome<R>(
        R result,
        String contentHash,
        long keptBytes,
        boolean reused,
        Map<String, Long> counts,
        List<String> warnings) {}
