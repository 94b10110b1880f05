package dev.venturi.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The first row of each key of one table, to be met by the rows of the other, in bounded memory.
/// Keys of the other table that are not there are kept too, so that their repetition is noticed.
final class JoinTable {
    private static final int LARGEST_SLAB = 1 << 18;
    private static final int SMALLEST_SLAB = 1 << 6;

    /// Bytes an entry takes beside its row: hash, address, flags, and two slots, growing included.
    private static final int ENTRY = 40;

    /// Kept for the second table: the first lacks the key.
    private static final byte EXTRA = 1;

    private static final byte MATCHED = 2;
    private static final byte REPEATED_IN_FIRST = 4;
    private static final byte REPEATED_IN_SECOND = 8;

    private final int keys;
    private final int fields;
    private final long limit;
    private final int slab;
    private final List<byte[]> slabs = new ArrayList<>();
    private int used;
    private long slabBytes;

    /// By entry; an address is the index of a slab and a position in it.
    private long[] hashes = new long[512];

    private long[] addresses = new long[512];
    private byte[] flags = new byte[512];
    private int entries;

    /// Entry + 1 by the low bits of the hash; 0 is free.
    private int[] slots = new int[1024];

    private final TextRow held;

    /// @param limit bytes it may use; one row always fits
    JoinTable(int keys, int fields, long limit) {
        this.keys = keys;
        this.fields = fields;
        this.limit = limit;
        this.slab = Math.clamp(limit / 16, SMALLEST_SLAB, LARGEST_SLAB);
        this.held = new TextRow(keys, fields);
    }

    /// Takes in the first table.
    ///
    /// @return false when it does not fit; what was tallied is of no use then
    boolean load(RowSource first, Tally tally) {
        while (first.next()) {
            TextRow row = first.row();
            tally.firstRows++;
            long hash = row.keyHash();
            int entry = find(row, hash);
            if (entry < 0) {
                if (!insert(row, fields, hash, (byte) 0)) {
                    return false;
                }
            } else if ((flags[entry] & REPEATED_IN_FIRST) == 0) {
                flags[entry] |= REPEATED_IN_FIRST;
                tally.repeatedInFirst.add(row);
            }
        }
        return true;
    }

    /// Meets the rows of the second table.
    ///
    /// @return false when its further keys do not fit; what was tallied is of no use then
    boolean meet(RowSource second, RowComparator rows, Tally tally) {
        while (second.next()) {
            TextRow row = second.row();
            tally.secondRows++;
            long hash = row.keyHash();
            int entry = find(row, hash);
            if (entry < 0) {
                if (!insert(row, keys, hash, EXTRA)) {
                    return false;
                }
                tally.extra.add(row);
            } else if ((flags[entry] & (MATCHED | EXTRA)) == 0) {
                flags[entry] |= MATCHED;
                tally.matched++;
                hold(entry, fields);
                rows.compare(held, row, tally);
            } else if ((flags[entry] & REPEATED_IN_SECOND) == 0) {
                flags[entry] |= REPEATED_IN_SECOND;
                tally.repeatedInSecond.add(row);
            }
        }
        return true;
    }

    /// Tallies the keys that the second table lacks, after it has been met.
    void tallyMissing(Tally tally) {
        for (int entry = 0; entry < entries; entry++) {
            if ((flags[entry] & (MATCHED | EXTRA)) == 0) {
                hold(entry, keys);
                tally.missing.add(held);
            }
        }
    }

    private void hold(int entry, int count) {
        long address = addresses[entry];
        held.decode(count, slabs.get((int) (address >>> 32)), (int) address);
    }

    private int find(TextRow row, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == hash) {
                hold(entry, keys);
                if (held.sameKey(row)) {
                    return entry;
                }
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private boolean insert(TextRow row, int count, long hash, byte flag) {
        int length = row.encodedLength(count);
        boolean opens = slabs.isEmpty() || slabs.getLast().length - used < length;
        int opened = opens ? Math.max(slab, length) : 0;
        if (entries > 0 && slabBytes + opened + (entries + 1L) * ENTRY > limit) {
            return false;
        }
        if (opens) {
            slabs.add(new byte[opened]);
            slabBytes += opened;
            used = 0;
        }
        if (entries == hashes.length) {
            grow();
        }
        row.encode(count, slabs.getLast(), used);
        hashes[entries] = hash;
        addresses[entries] = ((slabs.size() - 1L) << 32) | used;
        flags[entries] = flag;
        entries++;
        used += length;
        place(entries - 1);
        return true;
    }

    private void grow() {
        int larger = entries * 2;
        hashes = Arrays.copyOf(hashes, larger);
        addresses = Arrays.copyOf(addresses, larger);
        flags = Arrays.copyOf(flags, larger);
        slots = new int[larger * 2];
        for (int entry = 0; entry < entries; entry++) {
            place(entry);
        }
    }

    private void place(int entry) {
        int mask = slots.length - 1;
        int slot = (int) hashes[entry] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry + 1;
    }
}
