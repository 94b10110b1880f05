package dev.venturi.feature;

import dev.venturi.table.KeyFingerprint;
import java.util.Arrays;

/// Notices an entity that comes back after it ended.
///
/// As long as keys ascend, by bytes or by length and then bytes (the order of plain numbers),
/// nothing can have come back and one comparison per entity is all. A 64-bit fingerprint of every
/// key is kept beside (8 bytes per entity); once neither order holds, they go into a hash set, and
/// a fingerprint met again is a *suspicion* that the caller confirms by reading the table again.
final class FinishedKeys {
    private boolean bytesAscend = true;
    private boolean numbersAscend = true;
    private byte[] last = new byte[0];
    private int[] lastEnds = new int[0];
    private long[] fingerprints = new long[1024];
    private int count;
    private long[] table = new long[0];
    private boolean zeroSeen;

    /// Notes the key of an entity that just ended.
    ///
    /// @param keys bytes of the key parts, one behind the other from `from`
    /// @param ends where each part ends, `[parts]`
    /// @return whether an entity with this key may have ended before
    boolean mayHaveEndedBefore(byte[] keys, int from, int[] ends) {
        long fingerprint = KeyFingerprint.of(keys, from, ends);
        boolean wasHashed = !bytesAscend && !numbersAscend;
        if (!wasHashed && count > 0) {
            compareWithLast(keys, from, ends);
        }
        remember(keys, from, ends);
        boolean seen = false;
        if (!bytesAscend && !numbersAscend) {
            if (!wasHashed) {
                buildTable();
            }
            seen = !insert(fingerprint);
        } else {
            if (count == fingerprints.length) {
                fingerprints = Arrays.copyOf(fingerprints, count * 2);
            }
            fingerprints[count] = fingerprint;
        }
        count++;
        return seen;
    }

    private void compareWithLast(byte[] keys, int from, int[] ends) {
        int byBytes = 0;
        int byNumber = 0;
        int lastFrom = 0;
        int partFrom = from;
        for (int k = 0; k < ends.length; k++) {
            int bytes =
                    Arrays.compareUnsigned(last, lastFrom, lastEnds[k], keys, partFrom, ends[k]);
            int lengths = Integer.compare(lastEnds[k] - lastFrom, ends[k] - partFrom);
            byBytes = byBytes != 0 ? byBytes : bytes;
            byNumber = byNumber != 0 ? byNumber : lengths != 0 ? lengths : bytes;
            lastFrom = lastEnds[k];
            partFrom = ends[k];
        }
        bytesAscend &= byBytes < 0;
        numbersAscend &= byNumber < 0;
    }

    private void remember(byte[] keys, int from, int[] ends) {
        int length = ends.length == 0 ? 0 : ends[ends.length - 1] - from;
        if (last.length < length) {
            last = new byte[length * 2];
        }
        if (lastEnds.length != ends.length) {
            lastEnds = new int[ends.length];
        }
        System.arraycopy(keys, from, last, 0, length);
        for (int k = 0; k < ends.length; k++) {
            lastEnds[k] = ends[k] - from;
        }
    }

    private void buildTable() {
        table = new long[Math.max(1024, Integer.highestOneBit(Math.max(1, count)) * 4)];
        for (int i = 0; i < count; i++) {
            insert(fingerprints[i]);
        }
        fingerprints = new long[0]; // the set holds them from now on
    }

    /// @return whether it was not there
    private boolean insert(long fingerprint) {
        if (fingerprint == 0) { // 0 marks a free slot
            boolean added = !zeroSeen;
            zeroSeen = true;
            return added;
        }
        if (count * 2L >= table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long existing : old) {
                if (existing != 0) {
                    table[slotOf(existing)] = existing;
                }
            }
        }
        int slot = slotOf(fingerprint);
        boolean added = table[slot] == 0;
        table[slot] = fingerprint;
        return added;
    }

    private int slotOf(long fingerprint) {
        int mask = table.length - 1;
        int slot = (int) (fingerprint >>> 17) & mask;
        while (table[slot] != 0 && table[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
