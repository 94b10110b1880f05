package dev.venturi.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.table.MalformedDataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading and writing JSON.
class JsonTest {
    @Test
    void everyKindOfValueIsRead() {
        JsonValue value =
                JsonReader.parse(
                        " {\"a\": [1, -0.5e+3, true, false, null, \"x\"], \"b\": {}, \"c\": []}\n",
                        "f.json");
        assertThat(value)
                .isEqualTo(
                        JsonValue.object()
                                .with(
                                        "a",
                                        new JsonArray(
                                                List.of(
                                                        JsonValue.of(1),
                                                        new JsonValue.JsonNumber("-0.5e+3"),
                                                        JsonValue.of(true),
                                                        JsonValue.of(false),
                                                        JsonValue.NULL,
                                                        JsonValue.of("x"))))
                                .with("b", JsonValue.object().build())
                                .with("c", new JsonArray(List.of()))
                                .build());
    }

    @Test
    void escapesAreRead() {
        assertThat(JsonReader.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"", "f"))
                .isEqualTo(JsonValue.of("\"\\/\b\f\n\r\té😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "[1 2]",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "tru",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "1 2",
                "[1] x",
                "{\"a\":1,\"a\":2}",
                "'a'",
                "// c\n1",
                "\uFEFF1",
            })
    void whatIsNotJsonIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> JsonReader.parse(text, "f.json"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("f.json:");
    }

    @Test
    void refusalNamesTheLine() {
        assertThatThrownBy(() -> JsonReader.parse("{\n \"a\": 1,\n \"b\" 2}", "f.json"))
                .hasMessage("f.json:3: JSON: expected \":\", found \"2}\"");
        assertThatThrownBy(() -> JsonReader.parse("[\n1,\n", "f.json"))
                .hasMessage("f.json:3: JSON: expected a value, found the end of the document");
    }

    @Test
    void depthIsBounded() {
        String deep = "[".repeat(JsonReader.DEEPEST) + "]".repeat(JsonReader.DEEPEST);
        assertThat(JsonReader.parse(deep, "f")).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> JsonReader.parse("[".repeat(100_000), "f.json"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("more than 64 values inside each other");
    }

    @Test
    void whatFitsStandsOnOneLine() {
        JsonObject small = JsonValue.object().with("a", 1).with("b", JsonValue.NULL).build();
        JsonObject large =
                JsonValue.object()
                        .with("small", small)
                        .with("text", "x".repeat(90))
                        .with("list", JsonValue.texts(List.of("y".repeat(60), "z".repeat(60))))
                        .build();
        assertThat(JsonWriter.pretty(small)).isEqualTo("{\"a\": 1, \"b\": null}\n");
        assertThat(JsonWriter.pretty(large))
                .isEqualTo(
                        """
                        {
                          "small": {"a": 1, "b": null},
                          "text": "%s",
                          "list": [
                            "%s",
                            "%s"
                          ]
                        }
                        """
                                .formatted("x".repeat(90), "y".repeat(60), "z".repeat(60)));
    }

    @Test
    void numbersThatJsonCannotHoldAreNull() {
        assertThat(JsonValue.of(Double.NaN)).isEqualTo(JsonValue.NULL);
        assertThat(JsonWriter.compact(JsonValue.of(Double.NEGATIVE_INFINITY))).isEqualTo("null");
        assertThat(JsonWriter.compact(JsonValue.of(0.1))).isEqualTo("0.1");
        assertThat(JsonWriter.compact(JsonValue.of(Long.MIN_VALUE)))
                .isEqualTo("-9223372036854775808");
    }

    @Test
    void whatIsWrittenIsReadAsTheSameValue() {
        for (long seed = 0; seed < 300; seed++) {
            JsonValue value = random(new Random(seed), 5);
            assertThat(JsonReader.parse(JsonWriter.pretty(value), "f"))
                    .as("seed %d", seed)
                    .isEqualTo(value);
            assertThat(JsonReader.parse(JsonWriter.compact(value), "f"))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    /// Any mutation of a document is read or refused, and never anything else.
    @Test
    void brokenDocumentsAreReadOrRefused() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(JsonWriter.pretty(random(random, 4)));
            for (int k = 0; k < 3; k++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                assertThat(JsonReader.parse(text.toString(), "f")).isNotNull();
            } catch (MalformedDataException e) {
                assertThat(e).as("seed %d", seed).hasMessageMatching("(?s)f:\\d+: .*");
            }
        }
    }

    private static JsonValue random(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonValue.NULL;
            case 1 -> JsonValue.of(random.nextBoolean());
            case 2 -> JsonValue.of(random.nextLong());
            case 3 -> JsonValue.of(Double.longBitsToDouble(random.nextLong()));
            case 4 -> JsonValue.of(text(random));
            case 5 -> {
                List<JsonValue> elements = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    elements.add(random(random, depth - 1));
                }
                yield new JsonArray(elements);
            }
            default -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(text(random), random(random, depth - 1));
                }
                yield new JsonObject(members);
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        }
        return text.toString();
    }
}
