package dev.venturi.table;

import java.util.Arrays;

/// A test of single values, in the form in which readers have them at hand: numbers and times as
/// sort keys (see [RowBatch#order]), booleans as 0 and 1, texts as bytes.
@Internal
public sealed interface ValueTest {
    /// Whether a missing value passes.
    boolean missing();

    /// Whether a number, a time or a boolean passes.
    boolean key(long key);

    /// Whether the text `bytes[from, to)` passes.
    boolean text(byte[] bytes, int from, int to);

    /// Numbers, times and booleans between two keys, or outside of them; what is missing fails.
    ///
    /// @param low the least key
    /// @param high the greatest key; less than `low` when no key lies between them
    /// @param inside whether keys from `low` to `high` pass, else the others
    record Keys(long low, long high, boolean inside) implements ValueTest {
        @Override
        public boolean missing() {
            return false;
        }

        @Override
        public boolean key(long key) {
            return (low <= key && key <= high) == inside;
        }

        @Override
        public boolean text(byte[] bytes, int from, int to) {
            throw new IllegalStateException("a test of keys was given a text");
        }

        /// Whether a key between two bounds may pass.
        public boolean mayPass(long min, long max) {
            return inside ? low <= high && low <= max && min <= high : !(low <= min && max <= high);
        }
    }

    /// Texts by how they compare with another one, byte by byte, unsigned; what is missing fails.
    ///
    /// @param literal owned by the test
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Texts(byte[] literal, boolean below, boolean equal, boolean above) implements ValueTest {
        @Override
        public boolean missing() {
            return false;
        }

        @Override
        public boolean key(long key) {
            throw new IllegalStateException("a test of texts was given a key");
        }

        @Override
        public boolean text(byte[] bytes, int from, int to) {
            int compared = Arrays.compareUnsigned(bytes, from, to, literal, 0, literal.length);
            return compared < 0 ? below : compared > 0 ? above : equal;
        }

        /// Whether a text between two bounds may pass.
        public boolean mayPass(byte[] min, byte[] max) {
            int least = Arrays.compareUnsigned(min, literal);
            int greatest = Arrays.compareUnsigned(max, literal);
            return (below && least < 0)
                    || (above && greatest > 0)
                    || (equal && least <= 0 && greatest >= 0);
        }
    }

    /// Values that are there, or those that are missing.
    record Presence(boolean present) implements ValueTest {
        @Override
        public boolean missing() {
            return !present;
        }

        @Override
        public boolean key(long key) {
            return present;
        }

        @Override
        public boolean text(byte[] bytes, int from, int to) {
            return present;
        }
    }
}
