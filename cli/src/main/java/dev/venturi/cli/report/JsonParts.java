package dev.venturi.cli.report;

import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Site;
import dev.venturi.profile.Stack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Values of a report in JSON: what its parts are made of.
final class JsonParts {
    private static final MathContext DIGITS = new MathContext(7, RoundingMode.HALF_EVEN);
    private static final int STACK_FRAMES = 20;

    private JsonParts() {}

    /// A line of the program, or null.
    static JsonValue site(Optional<Site> site) {
        return site.<JsonValue>map(at ->
                        JsonValue.object()
                                .with("file", at.file())
                                .with("line", at.line())
                                .with("method", at.method())
                                .build())
                .orElse(JsonValue.NULL);
    }

    /// Top first, as stack traces show it.
    static JsonValue stack(Stack stack) {
        return JsonValue.texts(
                stack.frames().stream().limit(STACK_FRAMES).map(JsonParts::text).toList());
    }

    private static String text(Frame frame) {
        return frame.qualifiedMethod() + (frame.line() > 0 ? ":" + frame.line() : "");
    }

    /// As an array.
    static <T> JsonValue list(List<T> items, Function<T, JsonValue> shown) {
        return new JsonArray(items.stream().map(shown).toList());
    }

    /// As an array.
    static JsonValue numbers(List<Double> values) {
        return list(values, JsonParts::number);
    }

    /// Seven digits, more than any of these figures is good for; null where it is not finite.
    static JsonValue number(double value) {
        if (!Double.isFinite(value)) {
            return JsonValue.NULL;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return JsonValue.of((long) value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        return new JsonNumber(rounded.scale() < 0 ? rounded.toPlainString() : rounded.toString());
    }
}
