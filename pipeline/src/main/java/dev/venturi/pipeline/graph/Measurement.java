package dev.venturi.pipeline.graph;

import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;

/// A share that a stage found out about its result, such as the error that an estimate may have.
///
/// @param what it is: `error`
/// @param of the part of the result it is about, such as a column
/// @param share 0 to 1, or more
/// @param meaning what it is a share of, and how sure: `of the number, with a probability of 95 %`
public record Measurement(String what, String of, double share, String meaning) {
    /// For programs.
    public JsonValue json() {
        return JsonValue.object()
                .with("what", what)
                .with("of", of)
                .with("share", JsonValue.of(share))
                .with("meaning", meaning)
                .build();
    }

    /// The measurement of a document.
    ///
    /// @throws ClassCastException when it is none
    static Measurement of(JsonValue document) {
        JsonObject object = (JsonObject) document;
        if (object.get("share") instanceof JsonNumber(String digits)) {
            return new Measurement(
                    text(object, "what"),
                    text(object, "of"),
                    Double.parseDouble(digits),
                    text(object, "meaning"));
        }
        throw new ClassCastException("no member \"share\"");
    }

    private static String text(JsonObject of, String name) {
        if (of.get(name) instanceof JsonText(String value)) {
            return value;
        }
        throw new ClassCastException("no member \"%s\"".formatted(name));
    }
}
