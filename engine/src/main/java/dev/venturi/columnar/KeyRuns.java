package dev.venturi.columnar;

import dev.venturi.table.Internal;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Utf8;
import java.util.List;

/// The key columns together: opens a run of a batch where any of them changes.
@Internal
public final class KeyRuns {
    /// One key column.
    ///
    /// @param name as people know it
    /// @param runs where its reader tells of its runs
    public record Key(String name, KeyRunList runs) {}

    private final Key[] keys;
    private final boolean keepMissing;
    private final int[] current;
    private int failed;

    /// @param keepMissing whether a missing key is one of its own; otherwise it cannot be used
    public KeyRuns(List<Key> keys, boolean keepMissing) {
        this.keys = keys.toArray(Key[]::new);
        this.keepMissing = keepMissing;
        this.current = new int[this.keys.length];
    }

    /// Opens the runs of rows whose keys have been read; keys of rows that a filter dropped are not
    /// looked at.
    ///
    /// @param position of the first row in its file
    /// @return rows before the first one whose key cannot be used, see [#complaint]
    public int open(int n, RowBatch batch, int row, long position) {
        for (int k = 0; k < keys.length; k++) {
            current[k] = 0;
        }
        int at = 0;
        while (at < n) {
            int change = nextChange(n);
            int kept = batch.firstKept(row + at, row + change) - row;
            if (kept < change && !open(batch, row + kept, position + kept)) {
                return kept;
            }
            at = change;
            advance(change);
        }
        return n;
    }

    /// Makes the run of the current texts the open one, unless it is already.
    private boolean open(RowBatch batch, int row, long position) {
        boolean same = batch.runs() > 0;
        for (int k = 0; k < keys.length; k++) {
            KeyRunList runs = keys[k].runs;
            int from = runs.textStart(current[k]);
            int to = runs.textEnd(current[k]);
            if (from == to && !keepMissing) {
                failed = k;
                return false;
            }
            same = same && batch.lastKeyPartEquals(k, runs.bytes(), from, to);
        }
        if (same) {
            return true;
        }
        for (int k = 0; k < keys.length; k++) {
            KeyRunList runs = keys[k].runs;
            int run = current[k];
            if (!Utf8.isValid(runs.bytes(), runs.textStart(run), runs.textEnd(run))) {
                failed = k;
                return false;
            }
        }
        batch.startRun(row, position);
        for (int k = 0; k < keys.length; k++) {
            KeyRunList runs = keys[k].runs;
            batch.addKeyPart(runs.bytes(), runs.textStart(current[k]), runs.textEnd(current[k]));
        }
        return true;
    }

    /// The next row at which a column changes.
    private int nextChange(int n) {
        int next = n;
        for (int k = 0; k < keys.length; k++) {
            int run = current[k] + 1;
            if (run < keys[k].runs.runs()) {
                next = Math.min(next, keys[k].runs.start(run));
            }
        }
        return next;
    }

    /// Turns to the run of each column that begins at a row.
    private void advance(int row) {
        for (int k = 0; k < keys.length; k++) {
            int run = current[k] + 1;
            if (run < keys[k].runs.runs() && keys[k].runs.start(run) == row) {
                current[k] = run;
            }
        }
    }

    /// Name of the key column that could not be used.
    public String failedName() {
        return keys[failed].name;
    }

    /// What is wrong with the key of the row that could not be used.
    public String complaint() {
        KeyRunList runs = keys[failed].runs;
        int run = current[failed];
        return runs.textStart(run) == runs.textEnd(run)
                ? "the key is missing; drop such rows, or make them an entity of their own with --keep-null-key"
                : "expected a key in UTF-8, found other bytes; choose another key, or write the column as texts";
    }
}
