package dev.venturi.series;

import dev.venturi.table.Internal;

/// Puts the rows of one entity into the order of the order columns: stable, so that ties keep the
/// order of the table.
///
/// Rows that are in order already cost one comparison each and are not moved. One instance per
/// thread; its scratch memory grows to the longest entity that had to be sorted.
@Internal
public final class RowOrder {
    private int[] permutation = new int[0];
    private int[] merged = new int[0];
    private long ties;
    private long sortedEntities;

    /// Rows so far that tie with the row before them in every order column.
    public long ties() {
        return ties;
    }

    /// Entities so far whose rows had to be moved.
    public long sortedEntities() {
        return sortedEntities;
    }

    /// Counts an entity whose rows were put in order elsewhere.
    public void countSorted() {
        sortedEntities++;
    }

    /// The first row that sorts before its predecessor, or -1 when rows `[from, to)` are in order;
    /// counts ties.
    ///
    /// @param order `[order columns][rows]`
    public int firstUnordered(long[][] order, int from, int to) {
        long[] first = order[0];
        long tied = 0;
        for (int r = from + 1; r < to; r++) {
            if (first[r - 1] < first[r]) {
                continue;
            }
            int compared = compare(order, r - 1, r);
            if (compared > 0) {
                return r;
            }
            tied += compared == 0 ? 1 : 0;
        }
        ties += tied;
        return -1;
    }

    /// The rows `[from, to)` in order: `result[i]` is the row that comes i-th; valid until the next
    /// call.
    public int[] sorted(long[][] order, int from, int to) {
        int n = to - from;
        if (permutation.length < n) {
            permutation = new int[n];
            merged = new int[n];
        }
        for (int i = 0; i < n; i++) {
            permutation[i] = from + i;
        }
        // A bottom-up merge sort on row numbers: stable, no boxing, and quick on the few displaced
        // rows that are usual.
        int[] source = permutation;
        int[] target = merged;
        for (int width = 1; width < n; width *= 2) {
            for (int low = 0; low < n; low += 2 * width) {
                merge(
                        order,
                        source,
                        target,
                        low,
                        Math.min(low + width, n),
                        Math.min(low + 2 * width, n));
            }
            int[] swapped = source;
            source = target;
            target = swapped;
        }
        for (int i = 1; i < n; i++) {
            ties += compare(order, source[i - 1], source[i]) == 0 ? 1 : 0;
        }
        sortedEntities++;
        return source;
    }

    private static void merge(
            long[][] order, int[] source, int[] target, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft =
                    right >= high
                            || (left < middle && compare(order, source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    private static int compare(long[][] order, int a, int b) {
        for (long[] keys : order) {
            int compared = Long.compare(keys[a], keys[b]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
