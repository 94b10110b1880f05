package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// The order of keys in sorted output: a key column is sorted as numbers when every text of it is
/// an integer that reads back as written, else by bytes. A missing key comes first.
final class KeyOrder implements Comparator<PickedRow> {
    private static final byte[] LARGEST = bytes(Long.MAX_VALUE);
    private static final byte[] SMALLEST = bytes(Long.MIN_VALUE);

    private final boolean[] whole;

    KeyOrder(int keyColumns) {
        whole = new boolean[keyColumns];
        Arrays.fill(whole, true);
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /// Looks at keys that will have to be ordered.
    void look(Batch batch) {
        for (int k = 0; k < whole.length; k++) {
            Column.TextColumn keys = (Column.TextColumn) batch.columns().get(k);
            for (int row = 0; row < batch.rows() && whole[k]; row++) {
                whole[k] = isInteger(keys.bytes(), keys.offsets()[row], keys.offsets()[row + 1]);
            }
        }
    }

    /// Whether a text is an int64 as `Long.toString` writes it, or empty.
    private static boolean isInteger(byte[] text, int from, int to) {
        if (from == to) {
            return true;
        }
        boolean negative = text[from] == '-';
        int digits = from + (negative ? 1 : 0);
        if (digits == to || (text[digits] == '0' && (negative || to - digits > 1))) {
            return false;
        }
        for (int i = digits; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        byte[] bound = negative ? SMALLEST : LARGEST;
        return to - from < bound.length
                || (to - from == bound.length
                        && Arrays.compareUnsigned(text, from, to, bound, 0, bound.length) <= 0);
    }

    @Override
    public int compare(PickedRow a, PickedRow b) {
        for (int k = 0; k < whole.length; k++) {
            Column.TextColumn left = a.key(k);
            Column.TextColumn right = b.key(k);
            int order =
                    compare(
                            whole[k],
                            left.bytes(),
                            left.offsets()[a.row()],
                            left.offsets()[a.row() + 1],
                            right.bytes(),
                            right.offsets()[b.row()],
                            right.offsets()[b.row() + 1]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /// Integers without leading zeros: the sign, then the length, then the digits.
    private static int compare(
            boolean whole, byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int bytes = Arrays.compareUnsigned(a, aFrom, aTo, b, bFrom, bTo);
        if (!whole || aFrom == aTo || bFrom == bTo) {
            return bytes;
        }
        boolean negative = a[aFrom] == '-';
        if (negative != (b[bFrom] == '-')) {
            return negative ? -1 : 1;
        }
        int lengths = Integer.compare(aTo - aFrom, bTo - bFrom);
        int sizes = lengths != 0 ? lengths : bytes;
        return negative ? -sizes : sizes;
    }
}
