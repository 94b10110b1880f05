package dev.venturi.pipeline.graph;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.json.JsonWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What an isolated JVM is to do.
///
/// @param work name of the class that does it
/// @param codec name of the class that reads inputs and writes the result
/// @param inputs directories that hold results, by stage
/// @param output directory for the result
record IsolatedJob(
        String work,
        Map<String, String> parameters,
        String codec,
        String stage,
        int attempt,
        Map<String, Path> inputs,
        Path output) {
    String json() {
        JsonValue.Members given = JsonValue.object();
        parameters.forEach(given::with);
        JsonValue.Members from = JsonValue.object();
        inputs.forEach((name, path) -> from.with(name, path.toString()));
        return JsonWriter.pretty(
                JsonValue.object()
                        .with("work", work)
                        .with("parameters", given.build())
                        .with("codec", codec)
                        .with("stage", stage)
                        .with("attempt", attempt)
                        .with("inputs", from.build())
                        .with("output", output.toString())
                        .build());
    }

    /// Reads what [#json] wrote.
    static IsolatedJob of(String text, String file) {
        JsonObject job = (JsonObject) JsonReader.parse(text, file);
        Map<String, String> parameters = new LinkedHashMap<>();
        ((JsonObject) member(job, "parameters"))
                .members()
                .forEach((name, value) -> parameters.put(name, ((JsonText) value).value()));
        Map<String, Path> inputs = new LinkedHashMap<>();
        ((JsonObject) member(job, "inputs"))
                .members()
                .forEach((name, value) -> inputs.put(name, Path.of(((JsonText) value).value())));
        return new IsolatedJob(
                text(job, "work"),
                parameters,
                text(job, "codec"),
                text(job, "stage"),
                Integer.parseInt(((JsonNumber) member(job, "attempt")).digits()),
                inputs,
                Path.of(text(job, "output")));
    }

    private static String text(JsonObject of, String name) {
        return ((JsonText) member(of, name)).value();
    }

    private static JsonValue member(JsonObject of, String name) {
        return Objects.requireNonNull(of.get(name), name);
    }
}
