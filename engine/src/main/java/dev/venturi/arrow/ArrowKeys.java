package dev.venturi.arrow;

import dev.venturi.table.RowBatch;
import dev.venturi.table.Utf8;
import java.util.List;

/// The key columns of a split: opens a run of a batch where any of them changes.
final class ArrowKeys {
    private final List<ArrowValues> values;
    private final ArrowKeyText[] texts;
    private final boolean keepMissing;
    private int failed;
    private String complaint = "";

    /// @param keepMissing whether a missing key is one of its own
    ArrowKeys(List<ArrowValues> values, boolean keepMissing) {
        this.values = values;
        this.texts = values.stream().map(ArrowKeyText::new).toArray(ArrowKeyText[]::new);
        this.keepMissing = keepMissing;
    }

    List<ArrowValues> values() {
        return values;
    }

    /// Opens the runs of the rows read last.
    ///
    /// @param position of the first row in its file
    /// @return rows before the first one whose key cannot be used, see [#complaint]
    int open(RowBatch batch, int row, int n, long position) {
        for (int i = 0; i < n; i++) {
            if (i > 0 && isSame(i - 1, i)) {
                continue;
            }
            if (!open(batch, row + i, position + i, i)) {
                return i;
            }
        }
        return n;
    }

    private boolean isSame(int a, int b) {
        for (ArrowKeyText text : texts) {
            if (!text.isSame(a, b)) {
                return false;
            }
        }
        return true;
    }

    /// Makes the run of a row the open one, unless it is already.
    private boolean open(RowBatch batch, int row, long position, int i) {
        boolean same = batch.runs() > 0;
        for (int k = 0; k < texts.length; k++) {
            ArrowKeyText text = texts[k];
            failed = k;
            if (!text.make(i)) {
                complaint =
                        "found a time that is not between the years 1678 and 2261; choose another key";
                return false;
            }
            if (text.from == text.to && !keepMissing) {
                complaint =
                        "the key is missing; drop such rows, or make them an entity of their own with --keep-null-key";
                return false;
            }
            if (!Utf8.isValid(text.bytes, text.from, text.to)) {
                complaint =
                        "expected a key in UTF-8, found other bytes; choose another key, or write the column as texts";
                return false;
            }
            same = same && batch.lastKeyPartEquals(k, text.bytes, text.from, text.to);
        }
        if (!same) {
            batch.startRun(row, position);
            for (ArrowKeyText text : texts) {
                batch.addKeyPart(text.bytes, text.from, text.to);
            }
        }
        return true;
    }

    /// Name of the key column that could not be used.
    String failedName() {
        return values.isEmpty() ? "" : values.get(failed).field().name();
    }

    /// What is wrong with the key of the row that could not be used.
    String complaint() {
        return complaint;
    }
}
