package dev.venturi.pipeline;

import dev.venturi.pipeline.stage.Step;
import java.util.Map;

/// One stage of a [Pipeline].
///
/// @param name unique in the pipeline
/// @param step what it does
/// @param options how it is run
/// @param places where its values stand in the pipeline file, by key; empty when it was made in
///   Java
public record Stage(String name, Step step, StageOptions options, Map<String, String> places) {
    public Stage {
        places = Map.copyOf(places);
    }

    /// A stage made in Java.
    public Stage(String name, Step step) {
        this(name, step, StageOptions.DEFAULTS, Map.of());
    }

    /// How messages call one of its values: `pipeline.yaml:12:9: stage "best": by`.
    public String role(String key) {
        String place = places.getOrDefault(key, places.getOrDefault("", ""));
        return (place.isEmpty() ? "" : place + ": ") + "stage \"%s\": %s".formatted(name, key);
    }

    /// How messages call it: `pipeline.yaml:12:5: stage "best"`.
    public String title() {
        String place = places.getOrDefault("", "");
        return (place.isEmpty() ? "" : place + ": ") + "stage \"" + name + "\"";
    }
}
