package dev.venturi.pipeline.stage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows made of rows by a class of the user's.
///
/// @param className of a [RowMap] with a public constructor that takes nothing, or a map of texts
/// @param with texts for that constructor
public record MapStep(String input, String className, Map<String, String> with) implements Step {
    public MapStep {
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }

    @Override
    public String type() {
        return "map";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
