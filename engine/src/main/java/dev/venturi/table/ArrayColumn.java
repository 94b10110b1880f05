package dev.venturi.table;

import java.nio.charset.StandardCharsets;

/// One column of an [ArrayTable].
@SuppressWarnings("ArrayRecordComponent") // never compared
sealed interface ArrayColumn {
    /// Text of a value as a key, UTF-8; empty when it is missing.
    byte[] keyText(int row);

    /// The first row of `(row, to)` whose key differs from that of `row`; `to` when none does.
    int sameUntil(int row, int to);

    /// Writes the sort keys of `[from, to)` to `keys`, from `at` on.
    ///
    /// @return the first row whose order value is missing, whose key was not written; `to` when
    ///   there is none
    int sortKeys(int from, int to, long[] keys, int at);

    /// Whether a value passes a test.
    boolean passes(int row, ValueTest test);

    /// Writes the values of `[from, to)` into a value column of a batch.
    void values(int from, int to, RowBatch batch, int column, int at);

    /// Doubles; NaN is missing.
    record Doubles(double[] values) implements ArrayColumn {
        @Override
        public byte[] keyText(int row) {
            double value = values[row];
            return Double.isNaN(value) ? new byte[0] : ascii(Double.toString(value));
        }

        @Override
        public int sameUntil(int row, int to) {
            long bits = Double.doubleToLongBits(values[row]);
            int r = row + 1;
            while (r < to && Double.doubleToLongBits(values[r]) == bits) {
                r++;
            }
            return r;
        }

        @Override
        public int sortKeys(int from, int to, long[] keys, int at) {
            for (int r = from; r < to; r++) {
                double value = values[r];
                if (Double.isNaN(value)) {
                    return r;
                }
                keys[at + r - from] = RowBatch.sortable(value);
            }
            return to;
        }

        @Override
        public boolean passes(int row, ValueTest test) {
            double value = values[row];
            return Double.isNaN(value) ? test.missing() : test.key(RowBatch.sortable(value + 0.0));
        }

        @Override
        public void values(int from, int to, RowBatch batch, int column, int at) {
            System.arraycopy(values, from, batch.values[column], at, to - from);
        }
    }

    /// Whole numbers, or nanoseconds since 1970-01-01T00:00.
    record Longs(long[] values) implements ArrayColumn {
        private static final long EXACT_AS_DOUBLE = 1L << 53;

        @Override
        public byte[] keyText(int row) {
            return ascii(Long.toString(values[row]));
        }

        @Override
        public int sameUntil(int row, int to) {
            long value = values[row];
            int r = row + 1;
            while (r < to && values[r] == value) {
                r++;
            }
            return r;
        }

        @Override
        public int sortKeys(int from, int to, long[] keys, int at) {
            System.arraycopy(values, from, keys, at, to - from);
            return to;
        }

        @Override
        public boolean passes(int row, ValueTest test) {
            return test.key(values[row]);
        }

        @Override
        public void values(int from, int to, RowBatch batch, int column, int at) {
            double[] out = batch.values[column];
            boolean inexact = batch.exact[column] != null;
            for (int r = from; r < to; r++) {
                long value = values[r];
                out[at + r - from] = value;
                inexact |= value > EXACT_AS_DOUBLE || value < -EXACT_AS_DOUBLE;
            }
            if (inexact) {
                System.arraycopy(values, from, batch.exactFrom(column, at), at, to - from);
            }
        }
    }

    /// Texts, for keys; an empty one is missing.
    record Texts(String[] values) implements ArrayColumn {
        @Override
        public byte[] keyText(int row) {
            return values[row].getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int sameUntil(int row, int to) {
            String value = values[row];
            int r = row + 1;
            while (r < to && values[r].equals(value)) {
                r++;
            }
            return r;
        }

        @Override
        public int sortKeys(int from, int to, long[] keys, int at) {
            throw new IllegalStateException("texts do not order rows");
        }

        @Override
        public boolean passes(int row, ValueTest test) {
            byte[] text = keyText(row);
            return text.length == 0 ? test.missing() : test.text(text, 0, text.length);
        }

        @Override
        public void values(int from, int to, RowBatch batch, int column, int at) {
            throw new IllegalStateException("texts have no features");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
