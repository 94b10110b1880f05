package dev.venturi.compare;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compares two tables by reading both once, as long as their order allows it: in the memory of one
/// row each, and of fingerprints of the keys where order alone does not show that none is repeated.
final class SideBySide {
    private final RowComparator rows;
    private final Supplier<Tally> tallies;

    SideBySide(RowComparator rows, Supplier<Tally> tallies) {
        this.rows = rows;
        this.tallies = tallies;
    }

    /// Merges two tables that are in ascending order of their keys ([KeyOrder]); repeated keys are
    /// neighbours there.
    ///
    /// @return null when one of them is not
    @Nullable Tally merged(RowSource first, RowSource second) {
        Tally tally = tallies.get();
        Ascending a = new Ascending(first, tally.repeatedInFirst);
        Ascending b = new Ascending(second, tally.repeatedInSecond);
        a.advance();
        b.advance();
        while (!a.broken && !b.broken && (a.present || b.present)) {
            int order = order(a, b);
            if (order == 0) {
                rows.compare(first.row(), second.row(), tally);
                tally.matched++;
            } else if (order < 0) {
                tally.missing.add(first.row());
            } else {
                tally.extra.add(second.row());
            }
            if (order <= 0) {
                a.advance();
            }
            if (order >= 0) {
                b.advance();
            }
        }
        tally.firstRows = a.rows;
        tally.secondRows = b.rows;
        return a.broken || b.broken ? null : tally;
    }

    private static int order(Ascending a, Ascending b) {
        if (a.present && b.present) {
            return KeyOrder.compare(a.source.row(), b.source.row());
        }
        return a.present ? -1 : 1;
    }

    /// Compares two tables row by row.
    ///
    /// @return null when two rows have different keys, one table has more rows, or a key may be
    ///   there more than once
    @Nullable Tally inStep(RowSource first, RowSource second, Fingerprints fingerprints) {
        Tally tally = tallies.get();
        boolean more = true;
        while (more) {
            boolean inFirst = first.next();
            more = second.next();
            if (inFirst != more || (more && !first.row().sameKey(second.row()))) {
                return null;
            }
            if (more) {
                fingerprints.add(first.row().keyHash());
                rows.compare(first.row(), second.row(), tally);
                tally.matched++;
            }
        }
        tally.firstRows = tally.matched;
        tally.secondRows = tally.matched;
        return fingerprints.hasTwice() ? null : tally;
    }

    /// Reads the first row of each key of a table in ascending order.
    private static final class Ascending {
        private final RowSource source;
        private final KeyTally repeated;
        private final TextRow previous;
        private byte[] previousKey = new byte[256];

        /// Whether there is a row.
        boolean present;

        /// Whether the row read last belongs before the one before it.
        boolean broken;

        /// Rows read, repeated keys included.
        long rows;

        Ascending(RowSource source, KeyTally repeated) {
            this.source = source;
            this.repeated = repeated;
            this.previous = new TextRow(source.row().keys(), source.row().keys());
        }

        void advance() {
            boolean counted = false;
            present = false;
            while (!present && !broken && source.next()) {
                TextRow row = source.row();
                int order = rows == 0 ? 1 : KeyOrder.compare(row, previous);
                rows++;
                present = order > 0;
                broken = order < 0;
                if (order == 0 && !counted) {
                    repeated.add(row);
                    counted = true;
                }
            }
            if (present) {
                remember(source.row());
            }
        }

        private void remember(TextRow row) {
            int keys = row.keys();
            int length = row.encodedLength(keys);
            if (length > previousKey.length) {
                previousKey = new byte[Math.max(length, previousKey.length * 2)];
            }
            row.encode(keys, previousKey, 0);
            previous.decode(keys, previousKey, 0);
        }
    }
}
