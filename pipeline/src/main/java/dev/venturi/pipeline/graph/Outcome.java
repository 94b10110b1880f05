package dev.venturi.pipeline.graph;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a try gave.
///
/// @param files directory that holds it; null without a store
/// @param contentHash of the files of the result; empty without a store
/// @param keptBytes size of these files
/// @param reused whether an earlier run computed it
/// @param facts what the stage tells of it
record Outcome<R>(
        R result,
        @Nullable Path files,
        String contentHash,
        long keptBytes,
        boolean reused,
        StageFacts facts) {
    /// The same with a further warning, which is of this run and not kept with the result.
    Outcome<R> warning(String sentence) {
        return new Outcome<>(
                result, files, contentHash, keptBytes, reused, facts.warning(sentence));
    }
}
