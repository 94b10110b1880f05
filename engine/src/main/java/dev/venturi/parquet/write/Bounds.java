package dev.venturi.parquet.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The smallest and the largest value of a page or a chunk as the format stores them.
///
/// @param min at most the smallest value
/// @param max at least the largest value; null when none of few bytes is
/// @param minExact whether it is the smallest value itself
/// @param maxExact whether it is the largest value itself
@SuppressWarnings("ArrayRecordComponent") // written and dropped, never compared
record Bounds(byte[] min, byte @Nullable [] max, boolean minExact, boolean maxExact) {
    /// Longer texts are cut.
    static final int LONGEST = 64;

    /// Of numbers: as they are.
    static Bounds exact(byte[] min, byte[] max) {
        return new Bounds(min, max, true, true);
    }

    /// Of UTF-8 texts in the order of their unsigned bytes: whole characters of long ones, of the
    /// largest with the last character raised.
    static Bounds ofTexts(byte[] min, byte[] max) {
        boolean minExact = min.length <= LONGEST;
        boolean maxExact = max.length <= LONGEST;
        return new Bounds(
                minExact ? min : cut(min), maxExact ? max : raised(cut(max)), minExact, maxExact);
    }

    /// The whole characters of the first bytes.
    private static byte[] cut(byte[] text) {
        int end = LONGEST;
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    /// A text after every text that begins with this one: the last character that has a successor
    /// is replaced by it. Null when there is none, or when these bytes are no UTF-8.
    private static byte @Nullable [] raised(byte[] text) {
        String characters = new String(text, StandardCharsets.UTF_8);
        if (!Arrays.equals(characters.getBytes(StandardCharsets.UTF_8), text)) {
            return null;
        }
        int end = characters.length();
        while (end > 0) {
            int last = characters.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? 0xE000 : last + 1;
                String raised = characters.substring(0, end) + Character.toString(next);
                return raised.getBytes(StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
