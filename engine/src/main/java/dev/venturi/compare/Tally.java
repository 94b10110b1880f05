package dev.venturi.compare;

/// Gathers what is found of some of the rows of two tables.
final class Tally {
    long firstRows;
    long secondRows;
    long matched;
    final KeyTally missing = new KeyTally();
    final KeyTally extra = new KeyTally();
    final KeyTally repeatedInFirst = new KeyTally();
    final KeyTally repeatedInSecond = new KeyTally();

    /// By compared column.
    final ColumnTally[] columns;

    Tally(int columns) {
        this.columns = new ColumnTally[columns];
        for (int c = 0; c < columns; c++) {
            this.columns[c] = new ColumnTally();
        }
    }

    /// Adds what was found of other keys.
    void add(Tally other) {
        firstRows += other.firstRows;
        secondRows += other.secondRows;
        matched += other.matched;
        missing.add(other.missing);
        extra.add(other.extra);
        repeatedInFirst.add(other.repeatedInFirst);
        repeatedInSecond.add(other.repeatedInSecond);
        for (int c = 0; c < columns.length; c++) {
            columns[c].add(other.columns[c]);
        }
    }
}
