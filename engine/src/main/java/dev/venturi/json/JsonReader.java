package dev.venturi.json;

import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonBoolean;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON exactly as RFC 8259 writes it: nothing before or behind the value, no comments, no
/// member twice, at most [#DEEPEST] values inside each other.
@Internal
public final class JsonReader {
    /// How deep values may stand inside each other.
    public static final int DEEPEST = 64;

    private final String text;
    private final String file;
    private int at;

    private JsonReader(String text, String file) {
        this.text = text;
        this.file = file;
    }

    /// Reads one document.
    ///
    /// @param file where it comes from, for messages
    /// @throws MalformedDataException naming the line, what was found and what was expected
    public static JsonValue parse(String text, String file) {
        JsonReader reader = new JsonReader(text, file);
        JsonValue value = reader.value(0);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.refused("the end of the document");
        }
        return value;
    }

    private JsonValue value(int depth) {
        if (depth >= DEEPEST) {
            throw new MalformedDataException(
                    position(at), "more than %d values inside each other".formatted(DEEPEST));
        }
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonText(quoted());
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", JsonValue.NULL);
            default -> number();
        };
    }

    private JsonValue object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        at++;
        skipBlanks();
        if (take('}')) {
            return new JsonObject(members);
        }
        do {
            skipBlanks();
            if (peek() != '"') {
                throw refused("the name of a member in quotes");
            }
            int from = at;
            String name = quoted();
            skipBlanks();
            if (!take(':')) {
                throw refused("\":\"");
            }
            if (members.put(name, value(depth + 1)) != null) {
                throw new MalformedDataException(
                        position(from), "member \"%s\" stands there twice".formatted(name));
            }
            skipBlanks();
        } while (take(','));
        if (!take('}')) {
            throw refused("\",\" or \"}\"");
        }
        return new JsonObject(members);
    }

    private JsonValue array(int depth) {
        List<JsonValue> elements = new ArrayList<>();
        at++;
        skipBlanks();
        if (take(']')) {
            return new JsonArray(elements);
        }
        do {
            elements.add(value(depth + 1));
            skipBlanks();
        } while (take(','));
        if (!take(']')) {
            throw refused("\",\" or \"]\"");
        }
        return new JsonArray(elements);
    }

    private JsonValue word(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw refused("a value");
        }
        at += word.length();
        return value;
    }

    private JsonValue number() {
        int from = at;
        take('-');
        if (!take('0')) {
            digits("a value");
        }
        if (take('.')) {
            digits("a digit");
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits("a digit");
        }
        return new JsonNumber(text.substring(from, at));
    }

    private void digits(String expected) {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == from) {
            throw refused(expected);
        }
    }

    private String quoted() {
        int open = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (sign == '"') {
                at++;
                return content.toString();
            }
            if (sign < ' ') {
                throw refused("no control character inside quotes");
            }
            at++;
            content.append(sign == '\\' ? escaped() : sign);
        }
        throw new MalformedDataException(position(open), "the quote is not closed");
    }

    private char escaped() {
        char sign = peek();
        at++;
        return switch (sign) {
            case '"', '\\', '/' -> sign;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> {
                at--;
                throw refused("one of \" \\ / b f n r t u behind a backslash");
            }
        };
    }

    private char hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw refused("four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    private boolean take(char sign) {
        if (peek() != sign) {
            return false;
        }
        at++;
        return true;
    }

    /// The next sign; at the end one that no rule takes.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private MalformedDataException refused(String expected) {
        String found =
                at >= text.length()
                        ? "the end of the document"
                        : "\""
                                + text.substring(at, Math.min(at + 10, text.length())).strip()
                                + "\"";
        return new MalformedDataException(
                position(at), "JSON: expected %s, found %s".formatted(expected, found));
    }

    private Position position(int index) {
        long line = 1 + text.substring(0, Math.min(index, text.length())).lines().count();
        boolean atStart = index == 0 || (index <= text.length() && text.charAt(index - 1) == '\n');
        return new Position(file, atStart ? line : line - 1, null);
    }
}
