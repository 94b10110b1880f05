package dev.venturi.pipeline.cache.simulate;

import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.TextRows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The keys that were asked for, in order; equal keys have equal numbers, counted from 0 in order
/// of first appearance. Memory: 4 bytes each, and the different keys once while they are read.
public final class KeyTrace {
    private final int[] keys;
    private final int different;

    private KeyTrace(int[] keys, int different) {
        this.keys = keys;
        this.different = different;
    }

    /// A trace of texts.
    public static KeyTrace of(List<String> keys) {
        Collector collector = new Collector();
        keys.forEach(collector::add);
        return collector.trace();
    }

    /// The texts of a column, row by row; a missing one is a key like any other.
    ///
    /// @param column index into the schema
    /// @throws MalformedDataException when the table has no rows
    public static KeyTrace of(FileTable table, int column) {
        Collector collector = new Collector();
        try (TextRows rows = table.texts(List.of(column), List.of())) {
            while (rows.next()) {
                // one character for each byte: keys are compared by their bytes
                int from = rows.from(0);
                int length = rows.to(0) - from;
                collector.add(new String(rows.bytes(0), from, length, StandardCharsets.ISO_8859_1));
            }
        }
        if (collector.n == 0) {
            throw new MalformedDataException(
                    Position.ofFile(table.files().getFirst()),
                    "the trace has no rows; expected one for each key that was asked for");
        }
        return collector.trace();
    }

    private static final class Collector {
        private final Map<String, Integer> numbers = new HashMap<>();
        private int[] keys = new int[1024];
        private int n;

        void add(String key) {
            if (n == keys.length) {
                keys = Arrays.copyOf(keys, (int) Math.min(Integer.MAX_VALUE - 16, 2L * n));
            }
            keys[n++] = numbers.computeIfAbsent(key, _ -> numbers.size());
        }

        KeyTrace trace() {
            return new KeyTrace(Arrays.copyOf(keys, n), numbers.size());
        }
    }

    /// How many keys were asked for.
    public int length() {
        return keys.length;
    }

    /// How many of them are different.
    public int different() {
        return different;
    }

    /// The number of the key that was asked for at a place.
    int key(int place) {
        return keys[place];
    }
}
