package dev.venturi.pipeline.stage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Those rows that satisfy conditions, or that a class of the user's lets pass.
///
/// @param where conditions: `price > 0 and ward = 'icu'`; all must hold
/// @param className of a [RowTest] with a public constructor that takes nothing, or a map of texts;
///   empty for none
/// @param with texts for that constructor
public record FilterStep(
        String input, List<String> where, String className, Map<String, String> with)
        implements Step {
    public FilterStep {
        where = List.copyOf(where);
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }

    @Override
    public String type() {
        return "filter";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
