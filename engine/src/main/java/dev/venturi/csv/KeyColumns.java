package dev.venturi.csv;

import dev.venturi.table.RowBatch;
import dev.venturi.table.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The key columns: finds where runs of rows with equal keys begin.
///
/// The key of a row is compared with that of the open run, byte by byte and nothing else; texts up
/// to eight bytes as one `long`. Only where it differs are quotes, null tokens and UTF-8 looked at.
final class KeyColumns {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// One key column: a field of the row, or a text from the path.
    ///
    /// @param place index of the field within a row; -1 when the path gives it
    record Key(String name, int place, @Nullable String constant) {}

    private final Key[] keys;
    private final boolean keepMissing;
    private final NullTokens nulls;
    private final FieldText[] texts;

    /// The open run's fields as they stand in the file: length and, up to eight bytes, as a long,
    /// ...
    private final int[] openLength;

    private final long[] openWord;

    /// ... longer ones as bytes.
    private final byte[][] openBytes;

    /// Which key column a row could not be read for.
    private int failed;

    KeyColumns(List<Key> keys, boolean keepMissing, NullTokens nulls) {
        this.keys = keys.toArray(Key[]::new);
        this.keepMissing = keepMissing;
        this.nulls = nulls;
        this.texts = keys.stream().map(KeyColumns::text).toArray(FieldText[]::new);
        this.openWord = new long[this.keys.length];
        this.openLength = new int[this.keys.length];
        this.openBytes = new byte[this.keys.length][0];
    }

    private static FieldText text(Key key) {
        return key.constant == null ? new FieldText() : FieldText.of(key.constant);
    }

    /// Opens runs for the first `count` rows that are ready; keys of rows that a filter dropped are
    /// not looked at.
    ///
    /// @return rows before the first one whose key cannot be used, see [#problem]
    int read(RowScanner rows, int count, RowBatch batch, int batchRow) {
        if (keys.length == 0) {
            int kept = batch.firstKept(batchRow, batchRow + count) - batchRow;
            if (batch.runs() == 0 && kept < count) {
                int before = rows.first + kept * rows.fields();
                batch.startRun(batchRow + kept, rows.position(rows.at[before] + 1));
            }
            return count;
        }
        boolean filtered = batch.hasDropped();
        boolean known = false; // whether the open run was opened by a row of this call
        for (int r = 0; r < count; r++) {
            if (filtered && batch.isDropped(batchRow + r)) {
                continue;
            }
            if (known && isOpen(rows, r)) {
                continue;
            }
            if (!open(rows, r, batch, batchRow + r)) {
                return r;
            }
            known = true;
        }
        return count;
    }

    private boolean isOpen(RowScanner rows, int row) {
        byte[] bytes = rows.bytes;
        int[] at = rows.at;
        int stride = rows.fields();
        int before = rows.first + row * stride;
        for (int k = 0; k < keys.length; k++) {
            int place = keys[k].place;
            if (place < 0) {
                continue;
            }
            int start = at[before + place] + 1;
            int end = at[before + place + 1];
            if (place == stride - 1 && bytes[end - 1] == '\r') {
                end--;
            }
            int length = end - start;
            boolean same =
                    length == openLength[k]
                            && (length <= 8
                                    ? word(bytes, start, length) == openWord[k]
                                    : Arrays.equals(bytes, start, end, openBytes[k], 0, length));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static long word(byte[] bytes, int start, int length) {
        return length == 0 ? 0 : (long) LONG.get(bytes, start) & (-1L >>> (64 - 8 * length));
    }

    /// Looks at a key closely and opens a run unless it is the open one.
    private boolean open(RowScanner rows, int row, RowBatch batch, int batchRow) {
        boolean same = batch.runs() > 0;
        for (int k = 0; k < keys.length; k++) {
            FieldText text = texts[k];
            set(rows, row, k);
            if (nulls.matches(text.bytes, text.from, text.to)) {
                text.to = text.from;
                if (!keepMissing) {
                    failed = k;
                    return false;
                }
            }
            same = same && batch.lastKeyPartEquals(k, text.bytes, text.from, text.to);
        }
        if (same) {
            return true;
        }
        for (int k = 0; k < keys.length; k++) {
            if (!Utf8.isValid(texts[k].bytes, texts[k].from, texts[k].to)) {
                failed = k;
                return false;
            }
        }
        int before = rows.first + row * rows.fields();
        batch.startRun(batchRow, rows.position(rows.at[before] + 1));
        for (FieldText text : texts) {
            batch.addKeyPart(text.bytes, text.from, text.to);
        }
        return true;
    }

    /// Sets the text of a key and remembers how it stands in the file.
    private void set(RowScanner rows, int row, int k) {
        Key key = keys[k];
        if (key.constant != null) {
            return; // set for good
        }
        int stride = rows.fields();
        int before = rows.first + row * stride + key.place;
        int start = rows.at[before] + 1;
        int end = rows.at[before + 1];
        if (key.place == stride - 1 && rows.bytes[end - 1] == '\r') {
            end--;
        }
        texts[k].set(rows.bytes, start, end);
        int length = end - start;
        openLength[k] = length;
        if (length <= 8) {
            openWord[k] = word(rows.bytes, start, length);
            return;
        }
        if (openBytes[k].length < length) {
            openBytes[k] = new byte[length * 2];
        }
        System.arraycopy(rows.bytes, start, openBytes[k], 0, length);
    }

    /// What is wrong with the key of a row that could not be read.
    RuntimeException problem(RowScanner rows, int row) {
        Key key = keys[failed];
        int before = rows.first + row * rows.fields() + Math.max(0, key.place);
        boolean missing = texts[failed].isEmpty();
        return rows.problem(
                rows.at[before] + 1,
                key.name,
                missing
                        ? "the key is missing; drop such rows, or make them an entity of their own"
                                + " with --keep-null-key"
                        : "expected a key in UTF-8, found %s; convert the file, for example with:"
                                        .formatted(texts[failed].clipped())
                                + " iconv -f LATIN1 -t UTF-8");
    }
}
