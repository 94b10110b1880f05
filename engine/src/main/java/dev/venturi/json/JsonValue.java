package dev.venturi.json;

import dev.venturi.table.Internal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON value. Immutable; compared by content, numbers by their text.
@Internal
public sealed interface JsonValue {
    /// `null`.
    JsonValue NULL = new JsonNull();

    /// An object; members keep the order they were written in.
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /// The member of a name, if there is one.
        public @Nullable JsonValue get(String name) {
            return members.get(name);
        }
    }

    /// An array.
    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    /// A string.
    record JsonText(String value) implements JsonValue {}

    /// A number, as its digits stand in the document.
    record JsonNumber(String digits) implements JsonValue {}

    /// `true` or `false`.
    record JsonBoolean(boolean value) implements JsonValue {}

    /// The type of [#NULL].
    record JsonNull() implements JsonValue {}

    /// A string; [#NULL] of null.
    static JsonValue of(@Nullable String value) {
        return value == null ? NULL : new JsonText(value);
    }

    /// A whole number.
    static JsonValue of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /// A number that reads back to the same double; JSON has no NaN and no infinity, they are
    /// [#NULL].
    static JsonValue of(double value) {
        return Double.isFinite(value) ? new JsonNumber(Double.toString(value)) : NULL;
    }

    /// `true` or `false`.
    static JsonValue of(boolean value) {
        return new JsonBoolean(value);
    }

    /// An array of strings.
    static JsonArray texts(Collection<String> values) {
        List<JsonValue> elements = new ArrayList<>();
        values.forEach(value -> elements.add(new JsonText(value)));
        return new JsonArray(elements);
    }

    /// Begins an object.
    static Members object() {
        return new Members();
    }

    /// Collects the members of an object.
    final class Members {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Members() {}

        /// Adds a member.
        public Members with(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        /// Adds a string.
        public Members with(String name, String value) {
            return with(name, new JsonText(value));
        }

        /// Adds a string unless it is null.
        public Members withIfKnown(String name, @Nullable String value) {
            return value == null ? this : with(name, value);
        }

        /// Adds a whole number.
        public Members with(String name, long value) {
            return with(name, JsonValue.of(value));
        }

        /// The object.
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
