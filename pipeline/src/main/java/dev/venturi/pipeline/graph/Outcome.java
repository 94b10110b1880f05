package dev.venturi.pipeline.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a try gave.
///
/// @param files directory that holds it; null without a store
/// @param contentHash of the files of the result; empty without a store
/// @param keptBytes size of these files
/// @param reused whether an earlier run computed it
record Outcome<R>(
        R result,
        @Nullable Path files,
        String contentHash,
        long keptBytes,
        boolean reused,
        Map<String, Long> counts,
        List<String> warnings) {
    /// The same with a further warning, which is of this run and not kept with the result.
    Outcome<R> warning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new Outcome<>(result, files, contentHash, keptBytes, reused, counts, more);
    }
}
