package dev.venturi.pipeline.cache.simulate;

import java.util.Arrays;

/// Misses of LRU at every size in one pass (Mattson et al. 1970): a key is a hit in caches of at
/// least as many entries as different keys were asked for since its last time, itself included.
/// Time: n log n.
final class StackDistances {
    /// Hits of caches of that many entries or more, `[size]`.
    private final long[] hitsUpTo;

    private final int length;

    StackDistances(KeyTrace trace) {
        length = trace.length();
        int[] tree = new int[length + 1]; // counts of places that are the last of their key so far
        int[] last = new int[trace.different()];
        Arrays.fill(last, -1);
        long[] hits = new long[trace.different() + 1];
        int seen = 0;
        for (int place = 0; place < length; place++) {
            int key = trace.key(place);
            int before = last[key];
            if (before < 0) {
                seen++;
            } else {
                hits[seen - sum(tree, before + 1) + 1]++;
                add(tree, before + 1, -1);
            }
            add(tree, place + 1, 1);
            last[key] = place;
        }
        for (int size = 1; size < hits.length; size++) {
            hits[size] += hits[size - 1];
        }
        hitsUpTo = hits;
    }

    /// Misses of a cache of that many entries.
    long misses(int size) {
        return length - hitsUpTo[Math.min(size, hitsUpTo.length - 1)];
    }

    private static void add(int[] tree, int from, int change) {
        for (int i = from; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }

    private static int sum(int[] tree, int to) {
        int sum = 0;
        for (int i = to; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }
}
