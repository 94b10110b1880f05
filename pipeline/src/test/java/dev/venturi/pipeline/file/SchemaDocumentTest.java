package dev.venturi.pipeline.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonBoolean;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.pipeline.file.YamlNode.Items;
import dev.venturi.pipeline.file.YamlNode.Mapping;
import dev.venturi.pipeline.file.YamlNode.Text;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/pipeline.schema.json`, which editors check pipeline files with, says what the parser does;
/// `-Dgolden.update` writes it anew.
class SchemaDocumentTest {
    private static final Path FILE = Path.of("../docs/pipeline.schema.json");

    @TempDir private Path directory;

    @Test
    void theFileIsThatOfTheParser() throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(FILE, SchemaDocument.text());
        }
        assertThat(FILE).hasContent(SchemaDocument.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: {a: {files: x.csv}}",
                "sources: {a: {files: [x.csv, y.csv], types: {id: text}, timeout: 5m}}",
                "sources: {a: {database: d, table: t}}\ndatabases: {d: {url: 'jdbc:duckdb:x'}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: top, input: a, by: x, count: 3}}",
                "matrix: {y: [1, 2]}\nsources: {a: {files: 'x${y}.csv'}}",
                "sources: {a: {files: x.csv}}\nsinks: {o: {input: a, file: y.csv}}",
                "sources: {a: {flies: x.csv}}",
                "sources: {a: {files: x.csv, timeout: soon}}",
                "sources: {a: {files: x.csv, rejects: {limit: 3}}}",
                "sources: {a: {files: x.csv, header: [true]}}",
                "sources: {9a: {files: x.csv}}",
                "sources: {a: {files: {x: y}}}",
                "source: {a: {files: x.csv}}",
                "sources: {a: {type: write, files: x.csv}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: tops, input: a}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {input: a}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: top, input: a, count: 3}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: sort, input: a, by: []}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: sort, input: a, by: x, count: 3}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: filter, input: a, keys-of: a, key: x, false-positives: 0.1}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: filter, input: a, keys-of: a, key: x, false-positives: 1}}",
                "sources: {a: {files: x.csv}}\nstages: {s: {type: filter, input: a, keys-of: a, key: x, false-positives: 0}}",
                "databases: {d: {user: me}}\nsources: {a: {files: x.csv}}",
            })
    void schemaAndParserAgree(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), text);
        boolean parsed = true;
        try {
            PipelineFile.read(file, Map.of());
        } catch (UsageException _) {
            parsed = false;
        }
        JsonObject schema = (JsonObject) JsonReader.parse(SchemaDocument.text(), "schema");

        assertThat(new Validator(schema).accepts(YamlReader.read("p.yaml", text), schema))
                .as(text)
                .isEqualTo(parsed);
    }

    /// As much of JSON Schema as the document uses.
    private record Validator(JsonObject root) {
        boolean accepts(YamlNode node, JsonObject schema) {
            for (Map.Entry<String, JsonValue> rule : schema.members().entrySet()) {
                if (!accepts(node, rule.getKey(), rule.getValue(), schema)) {
                    return false;
                }
            }
            return true;
        }

        private boolean accepts(YamlNode node, String rule, JsonValue value, JsonObject schema) {
            return switch (rule) {
                case "$ref" -> {
                    String name = ((JsonText) value).value().replace("#/$defs/", "");
                    JsonObject definitions = (JsonObject) member(root, "$defs");
                    yield accepts(node, (JsonObject) member(definitions, name));
                }
                case "type" -> hasType(node, value);
                case "enum" ->
                        ((JsonArray) value).elements().stream().anyMatch(one -> isText(node, one));
                case "const" -> isText(node, value);
                case "required" ->
                        ((JsonArray) value)
                                .elements().stream()
                                        .allMatch(name ->
                                                node instanceof Mapping mapping
                                                        && mapping.entries()
                                                                .containsKey(
                                                                        ((JsonText) name).value()));
                case "properties" -> properties(node, (JsonObject) value);
                case "additionalProperties" -> additional(node, value, schema);
                case "propertyNames" -> {
                    String pattern = ((JsonText) member((JsonObject) value, "pattern")).value();
                    yield !(node instanceof Mapping mapping)
                            || mapping.entries().keySet().stream()
                                    .allMatch(name -> name.matches(pattern));
                }
                case "pattern" ->
                        !(node instanceof Text(_, String text, _))
                                || text.matches(((JsonText) value).value());
                case "items" ->
                        !(node instanceof Items items)
                                || items.values().stream()
                                        .allMatch(item -> accepts(item, (JsonObject) value));
                case "exclusiveMinimum" ->
                        !(node instanceof Text(_, String text, _))
                                || Double.parseDouble(text) > number(value);
                case "exclusiveMaximum" ->
                        !(node instanceof Text(_, String text, _))
                                || Double.parseDouble(text) < number(value);
                case "minItems" -> !(node instanceof Items items) || !items.values().isEmpty();
                case "anyOf" ->
                        ((JsonArray) value)
                                .elements().stream()
                                        .anyMatch(one -> accepts(node, (JsonObject) one));
                case "allOf" ->
                        ((JsonArray) value)
                                .elements().stream()
                                        .allMatch(one -> accepts(node, (JsonObject) one));
                case "then" ->
                        !accepts(node, (JsonObject) member(schema, "if"))
                                || accepts(node, (JsonObject) value);
                case "if", "$schema", "$defs", "title", "description", "minimum", "maximum" -> true;
                default -> throw new IllegalStateException("unknown rule " + rule);
            };
        }

        private static double number(JsonValue value) {
            return Double.parseDouble(((JsonNumber) value).digits());
        }

        private static JsonValue member(JsonObject object, String name) {
            JsonValue value = object.get(name);
            assertThat(value).as(name).isNotNull();
            return java.util.Objects.requireNonNull(value);
        }

        private boolean properties(YamlNode node, JsonObject known) {
            return !(node instanceof Mapping mapping)
                    || mapping.entries().entrySet().stream()
                            .allMatch(entry ->
                                    known.get(entry.getKey()) == null
                                            || accepts(
                                                    entry.getValue().value(),
                                                    (JsonObject) member(known, entry.getKey())));
        }

        private boolean additional(YamlNode node, JsonValue value, JsonObject schema) {
            if (!(node instanceof Mapping mapping)) {
                return true;
            }
            JsonObject known =
                    schema.get("properties") instanceof JsonObject named
                            ? named
                            : JsonValue.object().build();
            return mapping.entries().entrySet().stream()
                    .filter(entry -> known.get(entry.getKey()) == null)
                    .allMatch(entry ->
                            value instanceof JsonObject each
                                    ? accepts(entry.getValue().value(), each)
                                    : ((JsonBoolean) value).value());
        }

        private static boolean hasType(YamlNode node, JsonValue types) {
            if (types instanceof JsonArray several) {
                return several.elements().stream().anyMatch(type -> hasType(node, type));
            }
            return switch (((JsonText) types).value()) {
                case "object" -> node instanceof Mapping;
                case "array" -> node instanceof Items;
                case "string" -> node instanceof Text(_, _, boolean missing) && !missing;
                case "integer" -> node instanceof Text(_, String text, _) && text.matches("-?\\d+");
                case "number" ->
                        node instanceof Text(_, String text, _) && text.matches("-?[\\d.]+");
                case "boolean" ->
                        node instanceof Text(_, String text, _) && text.matches("true|false");
                default -> throw new IllegalStateException(types.toString());
            };
        }

        private static boolean isText(YamlNode node, JsonValue value) {
            return node instanceof Text(_, String text, _)
                    && value instanceof JsonText(String expected)
                    && text.equals(expected);
        }
    }
}
