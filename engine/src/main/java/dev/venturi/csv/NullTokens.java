package dev.venturi.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The texts that mean a missing value; the empty text always does.
final class NullTokens {
    private final byte[][] tokens;

    NullTokens(List<String> texts) {
        tokens =
                texts.stream()
                        .map(text -> text.strip().getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
    }

    /// Whether this text, without blanks around it, is missing.
    boolean matches(byte[] bytes, int from, int to) {
        if (from == to) {
            return true;
        }
        for (byte[] token : tokens) {
            if (token.length == to - from
                    && token[0] == bytes[from]
                    && Arrays.equals(token, 0, token.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    boolean matches(FieldText text) {
        return matches(text.bytes, text.from, text.to);
    }
}
