package dev.venturi.pipeline.cache.simulate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;

/// Misses of one cache, by asking it for every key of a trace.
final class Replay {
    private static final int NEVER = Integer.MAX_VALUE;

    private Replay() {}

    /// Of a queue in a ring.
    static long fifo(KeyTrace trace, int size) {
        boolean[] inside = new boolean[trace.different()];
        int[] ring = new int[size];
        long misses = 0;
        for (int place = 0; place < trace.length(); place++) {
            int key = trace.key(place);
            if (!inside[key]) {
                int slot = (int) (misses % size);
                if (misses >= size) {
                    inside[ring[slot]] = false;
                }
                ring[slot] = key;
                inside[key] = true;
                misses++;
            }
        }
        return misses;
    }

    /// Of a cache of Caffeine's. It draws lots against attacks with colliding keys, so another run
    /// may differ in some misses of a thousand.
    static long tinyLfu(KeyTrace trace, int size) {
        Cache<Integer, Boolean> cache =
                Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
        long misses = 0;
        for (int place = 0; place < trace.length(); place++) {
            Integer key = trace.key(place);
            if (cache.getIfPresent(key) == null) {
                misses++;
                cache.put(key, true);
            }
        }
        return misses;
    }

    /// Of whoever knows the future.
    static long optimum(KeyTrace trace, int size, int[] nextUse) {
        // the entry to go first at the top; those asked for again since stay below until they show
        LongHeap latest = new LongHeap();
        int[] next = new int[trace.different()];
        boolean[] inside = new boolean[trace.different()];
        int entries = 0;
        long misses = 0;
        for (int place = 0; place < trace.length(); place++) {
            int key = trace.key(place);
            next[key] = nextUse[place];
            if (!inside[key]) {
                misses++;
                if (entries == size) {
                    int gone = latestOf(latest, next, inside);
                    inside[gone] = false;
                    entries--;
                }
                inside[key] = true;
                entries++;
            }
            latest.add((long) nextUse[place] << 32 | key);
        }
        return misses;
    }

    private static int latestOf(LongHeap latest, int[] next, boolean[] inside) {
        while (true) {
            long top = latest.remove();
            int key = (int) top;
            if (inside[key] && next[key] == (int) (top >>> 32)) {
                return key;
            }
        }
    }

    /// For each place the next one of the same key.
    static int[] nextUse(KeyTrace trace) {
        int[] next = new int[trace.length()];
        int[] last = new int[trace.different()];
        Arrays.fill(last, NEVER);
        for (int place = trace.length() - 1; place >= 0; place--) {
            next[place] = last[trace.key(place)];
            last[trace.key(place)] = place;
        }
        return next;
    }

    /// The greatest first.
    private static final class LongHeap {
        private long[] items = new long[1024];
        private int size;

        void add(long item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
            }
            int at = size++;
            while (at > 0 && items[(at - 1) / 2] < item) {
                items[at] = items[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            items[at] = item;
        }

        long remove() {
            long top = items[0];
            long item = items[--size];
            int at = 0;
            for (int child = 1; child < size; child = 2 * at + 1) {
                child += child + 1 < size && items[child + 1] > items[child] ? 1 : 0;
                if (items[child] <= item) {
                    break;
                }
                items[at] = items[child];
                at = child;
            }
            items[at] = item;
            return top;
        }
    }
}
