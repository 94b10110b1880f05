package dev.venturi.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts of the key columns of one entity, as bytes, without normalisation; an empty text is a
/// missing key.
///
/// @param parts `[key columns]`, owned by the key; compared by content
@Internal
@SuppressWarnings("ArrayRecordComponent") // a view by design; equals and hashCode compare the bytes
public record EntityKey(byte[][] parts) implements Comparable<EntityKey> {
    @Override
    public boolean equals(Object other) {
        return other instanceof EntityKey key && Arrays.deepEquals(parts, key.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts);
    }

    /// By unsigned bytes, part by part.
    @Override
    public int compareTo(EntityKey other) {
        for (int k = 0; k < parts.length; k++) {
            int order = Arrays.compareUnsigned(parts[k], other.parts[k]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /// `web-1, sda`, for messages.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (byte[] part : parts) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(new String(part, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
