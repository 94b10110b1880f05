package dev.venturi.pipeline.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a stage tells of its result beside the result; kept with it.
///
/// @param counts numbers such as rows
/// @param warnings sentences for the user
/// @param measured shares such as errors
record StageFacts(Map<String, Long> counts, List<String> warnings, List<Measurement> measured) {
    /// Of a stage that has no result.
    static final StageFacts NONE = new StageFacts(Map.of(), List.of(), List.of());

    StageFacts {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        warnings = List.copyOf(warnings);
        measured = List.copyOf(measured);
    }

    /// The same with a further warning.
    StageFacts warning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new StageFacts(counts, more, measured);
    }
}
