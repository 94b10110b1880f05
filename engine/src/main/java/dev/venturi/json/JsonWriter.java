package dev.venturi.json;

import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonBoolean;
import dev.venturi.json.JsonValue.JsonNull;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.table.Internal;
import java.util.Iterator;
import java.util.Map;

/// Writes JSON for people: what fits into a line stands on one, the rest is indented by two blanks.
@Internal
public final class JsonWriter {
    private static final int LINE = 100;

    private JsonWriter() {}

    /// The document, with a line feed at its end.
    public static String pretty(JsonValue value) {
        StringBuilder out = new StringBuilder();
        pretty(value, 0, 0, out);
        return out.append('\n').toString();
    }

    /// The document on one line, without a line feed.
    public static String compact(JsonValue value) {
        StringBuilder out = new StringBuilder();
        compact(value, out);
        return out.toString();
    }

    /// @param used signs that stand on the line already, or follow the value on it
    private static void pretty(JsonValue value, int indent, int used, StringBuilder out) {
        String oneLine = compact(value);
        if (used + oneLine.length() <= LINE) {
            out.append(oneLine);
            return;
        }
        switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> {
                out.append('{');
                for (Iterator<Map.Entry<String, JsonValue>> it = members.entrySet().iterator();
                        it.hasNext(); ) {
                    Map.Entry<String, JsonValue> member = it.next();
                    int from = newLine(indent + 2, out);
                    text(member.getKey(), out);
                    out.append(": ");
                    pretty(member.getValue(), indent + 2, out.length() - from + 1, out);
                    out.append(it.hasNext() ? "," : "");
                }
                newLine(indent, out);
                out.append('}');
            }
            case JsonArray array -> {
                out.append('[');
                for (Iterator<JsonValue> it = array.elements().iterator(); it.hasNext(); ) {
                    newLine(indent + 2, out);
                    pretty(it.next(), indent + 2, indent + 3, out);
                    out.append(it.hasNext() ? "," : "");
                }
                newLine(indent, out);
                out.append(']');
            }
            case JsonText _, JsonNumber _, JsonBoolean _, JsonNull _ -> out.append(oneLine);
        }
    }

    private static int newLine(int indent, StringBuilder out) {
        out.append('\n');
        int from = out.length();
        out.repeat(' ', indent);
        return from;
    }

    private static void compact(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> {
                out.append('{');
                String comma = "";
                for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                    out.append(comma);
                    text(member.getKey(), out);
                    out.append(": ");
                    compact(member.getValue(), out);
                    comma = ", ";
                }
                out.append('}');
            }
            case JsonArray array -> {
                out.append('[');
                String comma = "";
                for (JsonValue element : array.elements()) {
                    out.append(comma);
                    compact(element, out);
                    comma = ", ";
                }
                out.append(']');
            }
            case JsonText(String content) -> text(content, out);
            case JsonNumber(String digits) -> out.append(digits);
            case JsonBoolean(boolean truth) -> out.append(truth);
            case JsonNull _ -> out.append("null");
        }
    }

    private static void text(String content, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < content.length(); i++) {
            char sign = content.charAt(i);
            switch (sign) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (sign < ' ' || sign == 0x7f || lone(content, i)) {
                        out.append("\\u%04x".formatted((int) sign));
                    } else {
                        out.append(sign);
                    }
                }
            }
        }
        out.append('"');
    }

    /// Whether the sign is half of a pair whose other half is not there: UTF-8 cannot hold it.
    private static boolean lone(String content, int i) {
        char sign = content.charAt(i);
        if (Character.isHighSurrogate(sign)) {
            return i + 1 == content.length() || !Character.isLowSurrogate(content.charAt(i + 1));
        }
        return Character.isLowSurrogate(sign)
                && (i == 0 || !Character.isHighSurrogate(content.charAt(i - 1)));
    }
}
