package dev.venturi.compare;

import java.nio.file.Path;
import java.util.function.Supplier;

/// Compares two tables in any order: in memory when the keys of one fit, else in parts.
///
/// Parts are made on disk by six bits of the hash of the key, and a part whose keys still do not
/// fit by the next six (the Grace hash join of Kitsuregawa, Tanaka and Moto-oka, 1983). Repeated
/// keys take no memory.
final class HashJoin {
    /// After so many divisions what is left together are rows of one key, or very long ones.
    private static final int LAST_LEVEL = 8;

    private final RowComparator rows;
    private final Supplier<Tally> tallies;
    private final long memory;
    private final Path directory;
    private final Progress progress;
    private boolean usedDisk;
    private long bytes;

    /// @param memory bytes it may use for rows
    /// @param directory where parts are kept
    HashJoin(
            RowComparator rows,
            Supplier<Tally> tallies,
            long memory,
            Path directory,
            Progress progress) {
        this.rows = rows;
        this.tallies = tallies;
        this.memory = memory;
        this.directory = directory;
        this.progress = progress;
    }

    /// Whether parts were made.
    boolean usedDisk() {
        return usedDisk;
    }

    /// Compares the rows of two tables, read from where they are.
    Tally join(TableRows first, TableRows second) {
        bytes = first.bytes() + second.bytes();
        progress.begin("bringing rows together", bytes);
        return join(first, second, 0);
    }

    private Tally join(RowSource first, RowSource second, int level) {
        Tally tally = tallies.get();
        if (fits(first, second, level, tally)) {
            return tally;
        }
        usedDisk = true;
        first.rewind();
        second.rewind();
        if (level == 0) {
            progress.begin("dividing rows by key", bytes);
        }
        Tally sum = tallies.get();
        try (Partitions a = Partitions.of(first, level, memory, directory);
                Partitions b = Partitions.of(second, level, memory, directory)) {
            if (level == 0) {
                progress.begin("comparing", Partitions.COUNT);
            }
            for (int p = 0; p < Partitions.COUNT; p++) {
                try (RowSource x = a.rows(p);
                        RowSource y = b.rows(p)) {
                    sum.add(join(x, y, level + 1));
                }
                if (level == 0) {
                    progress.add(1);
                }
            }
        }
        return sum;
    }

    private boolean fits(RowSource first, RowSource second, int level, Tally tally) {
        TextRow row = first.row();
        long limit = level < LAST_LEVEL ? memory : Long.MAX_VALUE;
        JoinTable table = new JoinTable(row.keys(), row.fields(), limit);
        boolean fits = table.load(first, tally) && table.meet(second, rows, tally);
        if (fits) {
            table.tallyMissing(tally);
        }
        return fits;
    }
}
