package dev.venturi.parquet;

import java.util.ArrayList;
import java.util.List;

/// Arrays for pages that go from one reader to the next instead of being made anew for each: a page
/// of a hundred thousand values takes a megabyte, and a wide table has many. Thread-safe.
final class PageBuffers {
    /// Arrays kept at most; more are for the collector.
    private static final int MOST = 512;

    /// How many times larger than asked for an array may be that is handed out.
    private static final int TOO_LARGE = 4;

    private final List<byte[]> free = new ArrayList<>();

    /// An array of at least some bytes, with any content. Where none fits, one that is hardly too
    /// small makes way for the new one: pages of a column differ a little, and what they outgrow
    /// would stay.
    synchronized byte[] take(int least) {
        int best = -1;
        int outgrown = -1;
        for (int i = 0; i < free.size(); i++) {
            int length = free.get(i).length;
            boolean fits = length >= least && length / TOO_LARGE <= least;
            if (fits && (best < 0 || length < free.get(best).length)) {
                best = i;
            } else if (length < least && length >= least / 2) {
                outgrown = i;
            }
        }
        if (best >= 0) {
            return remove(best);
        }
        if (outgrown >= 0) {
            remove(outgrown);
        }
        return new byte[least];
    }

    private byte[] remove(int index) {
        byte[] removed = free.get(index);
        free.set(index, free.getLast());
        free.removeLast();
        return removed;
    }

    /// Takes back an array that nobody looks at any more.
    synchronized void give(byte[] used) {
        if (used.length > StoredPages.SLACK && free.size() < MOST) {
            free.add(used);
        }
    }
}
