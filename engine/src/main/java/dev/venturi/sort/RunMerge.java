package dev.venturi.sort;

import dev.venturi.spill.SpillStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Merges sorted runs into one: a tree of losers (Knuth, The Art of Computer Programming, volume 3,
/// 5.4.1), which compares eight bytes of each key first, those behind what all keys begin with
/// alike. Of equal rows that of the earlier run comes first.
final class RunMerge {
    private final RowLayout layout;
    private final RowCursor[] cursors;
    private final long[] words;
    private final int skip;

    /// The run that lost at each inner node; at 0 the winner.
    private final int[] tree;

    private boolean begun;
    private boolean ended;

    /// One run, which is in memory.
    RunMerge(RowLayout layout, RowBuffer sorted) {
        this(layout, List.of(new MemoryCursor(sorted)), List.of(new byte[0]));
    }

    /// Runs on disk, and behind them those in memory, of which each has a row.
    RunMerge(RowLayout layout, SpillStore store, List<StoredRun> onDisk, List<RowBuffer> inMemory) {
        List<RowCursor> all = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        for (StoredRun run : onDisk) {
            all.add(new StoredCursor(layout, store, run));
            keys.add(run.firstKey());
            keys.add(run.lastKey());
        }
        for (RowBuffer sorted : inMemory) {
            all.add(new MemoryCursor(sorted));
            keys.add(key(layout, sorted, 0));
            keys.add(key(layout, sorted, sorted.rows() - 1));
        }
        this(layout, all, keys);
    }

    /// @param cursors in the order of the runs
    /// @param keys the first and the last key of each
    private RunMerge(RowLayout layout, List<RowCursor> cursors, List<byte[]> keys) {
        this.layout = layout;
        this.cursors = cursors.toArray(RowCursor[]::new);
        this.words = new long[this.cursors.length];
        this.tree = new int[this.cursors.length];
        this.skip = commonBytes(keys);
    }

    private static byte[] key(RowLayout layout, RowBuffer sorted, int row) {
        int address = sorted.addresses()[row];
        return key(layout, sorted.page(address), RowBuffer.offset(address));
    }

    /// The bytes of the key of a row, copied.
    static byte[] key(RowLayout layout, byte[] page, int at) {
        int key = layout.keyStart(page, at);
        return Arrays.copyOfRange(page, key, key + layout.keyLength(page, at));
    }

    private static int commonBytes(List<byte[]> keys) {
        byte[] first = keys.isEmpty() ? new byte[0] : keys.getFirst();
        int common = first.length;
        for (byte[] key : keys) {
            int differs = Arrays.mismatch(first, 0, common, key, 0, key.length);
            common = differs < 0 ? Math.min(common, key.length) : differs;
        }
        return common;
    }

    /// The next rows, in order.
    ///
    /// @param into filled; what it refers to holds until the next call
    /// @param most rows at once
    /// @return false when there is none left
    boolean next(RowRefs into, int most) {
        into.reserve(most);
        into.rows = 0;
        if (ended || cursors.length == 0) {
            return false;
        }
        if (!begun) {
            begin();
        } else {
            step(); // over the row handed on last
        }
        int n = 0;
        while (!ended) {
            RowCursor winner = cursors[tree[0]];
            into.pages[n] = winner.page;
            into.at[n] = winner.at;
            n++;
            if (n == most || winner.endsBlock()) {
                break;
            }
            step();
        }
        into.rows = n;
        return n > 0;
    }

    private void begin() {
        begun = true;
        int k = cursors.length;
        for (int run = 0; run < k; run++) {
            load(run);
        }
        int[] winners = new int[2 * k];
        for (int run = 0; run < k; run++) {
            winners[k + run] = run;
        }
        for (int node = k - 1; node >= 1; node--) {
            int left = winners[2 * node];
            int right = winners[2 * node + 1];
            boolean leftWins = isBefore(left, right);
            winners[node] = leftWins ? left : right;
            tree[node] = leftWins ? right : left;
        }
        tree[0] = k == 1 ? 0 : winners[1];
        ended = cursors[tree[0]].at < 0;
    }

    /// Moves a run on to its next row; one that has none loses against all others.
    private void load(int run) {
        RowCursor cursor = cursors[run];
        if (!cursor.advance()) {
            cursor.at = -1;
            words[run] = -1;
            return;
        }
        byte[] page = cursor.page;
        int at = cursor.at;
        words[run] =
                KeyOrder.word(page, layout.keyStart(page, at), layout.keyLength(page, at), skip);
    }

    private void step() {
        int winner = tree[0];
        load(winner);
        int k = cursors.length;
        for (int node = (winner + k) >>> 1; node >= 1; node >>>= 1) {
            int other = tree[node];
            if (!isBefore(winner, other)) {
                tree[node] = winner;
                winner = other;
            }
        }
        tree[0] = winner;
        ended = cursors[winner].at < 0;
    }

    private boolean isBefore(int run, int other) {
        long word = words[run];
        long otherWord = words[other];
        return word == otherWord
                ? isBeforeByBytes(run, other)
                : Long.compareUnsigned(word, otherWord) < 0;
    }

    private boolean isBeforeByBytes(int run, int other) {
        RowCursor a = cursors[run];
        RowCursor b = cursors[other];
        if (a.at < 0 || b.at < 0) {
            return b.at < 0 && (a.at >= 0 || run < other);
        }
        int order =
                KeyOrder.compare(
                        a.page,
                        layout.keyStart(a.page, a.at),
                        layout.keyLength(a.page, a.at),
                        b.page,
                        layout.keyStart(b.page, b.at),
                        layout.keyLength(b.page, b.at),
                        skip + Long.BYTES);
        return order == 0 ? run < other : order < 0;
    }
}
