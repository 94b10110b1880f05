package dev.venturi.csv;

import java.nio.charset.StandardCharsets;

/// The content of a field: without quotes, or a slice of the buffer. One is used for many fields.
final class FieldText {
    byte[] bytes = {};
    int from;
    int to;
    private byte[] unquoted = new byte[256];

    /// A text that does not come from a buffer.
    static FieldText of(String text) {
        FieldText field = new FieldText();
        field.bytes = text.getBytes(StandardCharsets.UTF_8);
        field.to = field.bytes.length;
        return field;
    }

    /// Looks at a field as it stands in the file.
    FieldText set(byte[] source, int begin, int end) {
        bytes = source;
        from = begin;
        to = end;
        if (end - begin >= 2 && source[begin] == '"' && source[end - 1] == '"') {
            from++;
            to--;
            unescape();
        }
        return this;
    }

    /// Leaves out blanks and tabs at both ends.
    FieldText trim() {
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (from < to && isBlank(bytes[to - 1])) {
            to--;
        }
        return this;
    }

    boolean isEmpty() {
        return from == to;
    }

    int length() {
        return to - from;
    }

    /// Whether it is this word of lower-case ASCII letters, whatever the case.
    boolean isWord(String word) {
        return isWord(from, word);
    }

    /// Whether what begins at a byte of it is this word.
    boolean isWord(int begin, String word) {
        if (to - begin != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[begin + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// In quotes and cut after 40 characters, for messages.
    String clipped() {
        return clipped(bytes, from, to);
    }

    static String clipped(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.min(to - from, 160), StandardCharsets.UTF_8);
        boolean cut = text.length() > 40 || to - from > 160;
        StringBuilder clean = new StringBuilder("\"");
        text.codePoints()
                .limit(40)
                .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return clean.append(cut ? "...\"" : "\"").toString();
    }

    /// Halves the doubled quotes, if there are any, in a copy.
    private void unescape() {
        int quote = from;
        while (quote < to && bytes[quote] != '"') {
            quote++;
        }
        if (quote == to) {
            return;
        }
        if (unquoted.length < to - from) {
            unquoted = new byte[to - from];
        }
        int n = 0;
        for (int i = from; i < to; i++) {
            unquoted[n++] = bytes[i];
            if (bytes[i] == '"') {
                i++;
            }
        }
        bytes = unquoted;
        from = 0;
        to = n;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
