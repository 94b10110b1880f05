package dev.venturi.compare;

import java.util.Arrays;

/// The order in which tables are usually sorted by their keys: whole numbers by value, before
/// everything else by bytes. Total: only equal texts are equal in it.
final class KeyOrder {
    private KeyOrder() {}

    /// Compares the keys of two rows, part by part.
    static int compare(TextRow a, TextRow b) {
        int order = 0;
        for (int k = 0; k < a.keys() && order == 0; k++) {
            order = compare(a.bytes[k], a.from[k], a.to[k], b.bytes[k], b.from[k], b.to[k]);
        }
        return order;
    }

    private static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int aSign = sign(a, aFrom, aTo);
        int bSign = sign(b, bFrom, bTo);
        if (aSign != bSign) {
            return Integer.compare(aSign, bSign);
        }
        int longer = Integer.compare(aTo - aFrom, bTo - bFrom);
        int bytes = Arrays.compareUnsigned(a, aFrom, aTo, b, bFrom, bTo);
        return switch (aSign) {
            case WHOLE -> longer != 0 ? longer : bytes;
            case NEGATIVE -> longer != 0 ? -longer : -bytes;
            default -> bytes;
        };
    }

    private static final int NEGATIVE = 0;
    private static final int WHOLE = 1;
    private static final int TEXT = 2;

    /// Whether a text is a whole number as one writes it: no needless zeros, no `+`, no `-0`.
    private static int sign(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int digits = negative ? from + 1 : from;
        if (digits == to || (bytes[digits] == '0' && (negative || to - digits > 1))) {
            return TEXT;
        }
        for (int i = digits; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return TEXT;
            }
        }
        return negative ? NEGATIVE : WHOLE;
    }
}
