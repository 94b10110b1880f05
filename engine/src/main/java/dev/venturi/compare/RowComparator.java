package dev.venturi.compare;

import dev.venturi.csv.TextValue;
import dev.venturi.csv.TextValue.Meaning;
import dev.venturi.table.ColumnType;
import java.util.List;

/// Compares the values of two rows with the same key. Not thread-safe.
///
/// Fields with the same bytes are equal without being looked at; only others are read as what their
/// column holds.
final class RowComparator {
    private final ColumnTypes firstTypes;
    private final ColumnTypes secondTypes;
    private final Tolerance[] tolerances;
    private final TextValue a;
    private final TextValue b;

    /// @param tolerances one for each compared column
    RowComparator(ColumnTypes firstTypes, ColumnTypes secondTypes, List<Tolerance> tolerances) {
        this.firstTypes = firstTypes;
        this.secondTypes = secondTypes;
        this.tolerances = tolerances.toArray(Tolerance[]::new);
        this.a = firstTypes.reader();
        this.b = secondTypes.reader();
    }

    /// Tallies the differences between two rows.
    void compare(TextRow first, TextRow second, Tally tally) {
        for (int field = first.keys(); field < first.fields(); field++) {
            if (!first.sameText(second, field)) {
                compareTexts(first, second, field, tally.columns[field - first.keys()]);
            }
        }
    }

    private void compareTexts(TextRow first, TextRow second, int field, ColumnTally tally) {
        int column = field - first.keys();
        ColumnType firstType = firstTypes.of(column);
        ColumnType secondType = secondTypes.of(column);
        Meaning x = a.read(first.bytes[field], first.from[field], first.to[field], firstType);
        Meaning y = b.read(second.bytes[field], second.from[field], second.to[field], secondType);
        boolean numbers = x.isNumber() && y.isNumber();
        if (numbers && !sameNumber(x, y)) {
            double distance =
                    x == Meaning.WHOLE && y == Meaning.WHOLE
                            ? distance(a.whole(), b.whole())
                            : Math.abs(a.value() - b.value());
            tally.addNumbers(first, second, field, distance, b.value(), tolerances[column]);
        } else if (!numbers && !sameOther(x, y)) {
            tally.addUnlike(first, second, field);
        }
    }

    private boolean sameNumber(Meaning x, Meaning y) {
        if (x == Meaning.WHOLE && y == Meaning.WHOLE) {
            return a.whole() == b.whole();
        }
        return Double.doubleToRawLongBits(a.value()) == Double.doubleToRawLongBits(b.value());
    }

    /// Texts are known to have different bytes.
    private boolean sameOther(Meaning x, Meaning y) {
        return x == y && (x == Meaning.MISSING || (x == Meaning.TIME && a.whole() == b.whole()));
    }

    /// Never 0 for different numbers.
    private static double distance(long x, long y) {
        long difference = x - y;
        boolean overflowed = ((x ^ y) & (x ^ difference)) < 0;
        return overflowed ? Math.abs((double) x - (double) y) : Math.abs((double) difference);
    }
}
