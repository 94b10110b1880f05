package dev.venturi.pipeline.file;

import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonWriter;
import dev.venturi.pipeline.file.StageKeys.StageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The JSON Schema of pipeline files, made of the keys that the parser knows, so that the two
/// cannot differ. Editors complete and check with it.
public final class SchemaDocument {
    private static final String NAME = "^[A-Za-z_][A-Za-z0-9_-]*$";

    private SchemaDocument() {}

    /// The document.
    public static String text() {
        JsonValue.Members definitions = JsonValue.object();
        for (StageType type : StageType.values()) {
            definitions.with(type.word, stage(type));
        }
        JsonValue.Members document = JsonValue.object();
        document.with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "Venturi pipeline")
                .with("type", "object")
                .with("additionalProperties", JsonValue.of(false))
                .with("properties", properties())
                .with("$defs", definitions.build());
        return JsonWriter.pretty(document.build());
    }

    private static JsonObject properties() {
        JsonValue.Members properties = JsonValue.object();
        for (Key key : FileKeys.ALL) {
            if (!(key.form() instanceof Form.NamedStages)) {
                properties.with(key.name(), value(key));
            }
        }
        properties.with(FileKeys.SOURCES.name(), stages(FileKeys.SOURCES, "read"));
        properties.with(FileKeys.STAGES.name(), stages(FileKeys.STAGES, ""));
        properties.with(FileKeys.SINKS.name(), stages(FileKeys.SINKS, "write"));
        return properties.build();
    }

    /// Stages by name.
    ///
    /// @param fixed their type; empty: each says its own
    private static JsonObject stages(Key key, String fixed) {
        return JsonValue.object()
                .with("description", key.description())
                .with("type", "object")
                .with("propertyNames", JsonValue.object().with("pattern", NAME).build())
                .with("additionalProperties", fixed.isEmpty() ? anyStage() : reference(fixed))
                .build();
    }

    private static JsonObject reference(String type) {
        return JsonValue.object().with("$ref", "#/$defs/" + type).build();
    }

    /// A stage that says its type, which decides what else it may say.
    private static JsonObject anyStage() {
        List<JsonValue> cases = new ArrayList<>();
        for (String word : StageType.words()) {
            JsonObject type =
                    JsonValue.object()
                            .with("type", JsonValue.object().with("const", word).build())
                            .build();
            cases.add(
                    JsonValue.object()
                            .with("if", JsonValue.object().with("properties", type).build())
                            .with("then", reference(word))
                            .build());
        }
        return JsonValue.object()
                .with("type", "object")
                .with("required", JsonValue.texts(List.of("type")))
                .with(
                        "properties",
                        JsonValue.object()
                                .with(
                                        "type",
                                        JsonValue.object()
                                                .with("enum", JsonValue.texts(StageType.words()))
                                                .build())
                                .build())
                .with("allOf", new JsonArray(cases))
                .build();
    }

    private static JsonObject stage(StageType type) {
        List<Key> keys = new ArrayList<>();
        keys.add(Key.of("type", new Form.Choice(List.of(type.word)), "The type of the stage."));
        keys.addAll(type.keys());
        return object(keys, type.description);
    }

    private static JsonObject object(List<Key> keys, String description) {
        JsonValue.Members properties = JsonValue.object();
        List<String> required = new ArrayList<>();
        for (Key key : keys) {
            properties.with(key.name(), value(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        return JsonValue.object()
                .with("description", description)
                .with("type", "object")
                .with("additionalProperties", JsonValue.of(false))
                .with("required", JsonValue.texts(required))
                .with("properties", properties.build())
                .build();
    }

    private static JsonObject value(Key key) {
        JsonValue.Members members = JsonValue.object().with("description", key.description());
        form(key.form()).members().forEach(members::with);
        return members.build();
    }

    private static JsonObject form(Form form) {
        JsonValue.Members members = JsonValue.object();
        return switch (form) {
            case Form.Text(), Form.StageName(), Form.DatabaseName() -> scalar();
            case Form.Texts(), Form.StageNames() -> scalars();
            case Form.Whole(long least, long most) -> {
                members.with("type", JsonValue.texts(List.of("integer", "string")));
                members.with("minimum", least);
                yield most == Long.MAX_VALUE
                        ? members.build()
                        : members.with("maximum", most).build();
            }
            case Form.Share() ->
                    members.with("type", JsonValue.texts(List.of("number", "string")))
                            .with("exclusiveMinimum", 0)
                            .with("exclusiveMaximum", 1)
                            .build();
            case Form.Flag() ->
                    members.with("type", JsonValue.texts(List.of("boolean", "string"))).build();
            case Form.Span() ->
                    members.with("type", JsonValue.texts(List.of("string", "integer")))
                            .with("pattern", Spans.PATTERN.replace("$", "|\\$\\{.*$"))
                            .build();
            case Form.Choice(List<String> words) ->
                    members.with("enum", JsonValue.texts(words)).build();
            case Form.NamedTexts() -> named(scalar());
            case Form.NamedLists() -> named(scalars());
            case Form.NamedParts(Form.Part(String what, List<Key> keys)) ->
                    named(object(keys, what));
            case Form.NamedStages() -> throw new IllegalStateException("has a place of its own");
            case Form.Part(String what, List<Key> keys) -> object(keys, what);
        };
    }

    private static JsonObject named(JsonObject value) {
        return JsonValue.object()
                .with("type", "object")
                .with("additionalProperties", value)
                .build();
    }

    private static JsonObject scalar() {
        return JsonValue.object()
                .with("type", JsonValue.texts(Arrays.asList("string", "number", "boolean")))
                .build();
    }

    private static JsonObject scalars() {
        JsonObject list =
                JsonValue.object()
                        .with("type", "array")
                        .with("minItems", 1)
                        .with("items", scalar())
                        .build();
        return JsonValue.object().with("anyOf", new JsonArray(List.of(scalar(), list))).build();
    }
}
