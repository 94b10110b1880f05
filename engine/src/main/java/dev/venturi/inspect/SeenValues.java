package dev.venturi.inspect;

/// A set of longs that stops growing when what several such sets may hold together is used up. Not
/// thread-safe.
final class SeenValues {
    /// Values that several sets may still take.
    static final class Budget {
        private long left;

        Budget(long values) {
            this.left = values;
        }
    }

    /// What came of adding a value.
    enum Added {
        NEW,
        THERE,
        /// There is no room: it may or may not have been there.
        FULL
    }

    private final Budget budget;
    private long[] table = new long[64];
    private int count;
    private boolean zeroSeen;

    SeenValues(Budget budget) {
        this.budget = budget;
    }

    Added add(long value) {
        if (value == 0) { // 0 marks a free slot
            boolean there = zeroSeen;
            zeroSeen = true;
            return there ? Added.THERE : Added.NEW;
        }
        int slot = slotOf(value);
        if (table[slot] == value) {
            return Added.THERE;
        }
        if (budget.left == 0) {
            return Added.FULL;
        }
        budget.left--;
        table[slot] = value;
        count++;
        if (count * 2 > table.length) {
            grow();
        }
        return Added.NEW;
    }

    /// Gives back its room.
    void release() {
        budget.left += count;
        count = 0;
        table = new long[2];
        zeroSeen = false;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long value : old) {
            if (value != 0) {
                table[slotOf(value)] = value;
            }
        }
    }

    private int slotOf(long value) {
        int mask = table.length - 1;
        // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
