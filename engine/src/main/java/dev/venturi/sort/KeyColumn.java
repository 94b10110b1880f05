package dev.venturi.sort;

import dev.venturi.table.Column;

/// One column of the key: values as bytes that compare, unsigned and from the left, as the values
/// do, no value's bytes being the beginning of another's.
///
/// So keys of several columns compare as their bytes behind one another do. (The idea is that of
/// System R's and DuckDB's normalised keys.) The value is found again from the bytes, to the bit
/// but for the payload of NaN: a column that is a key is stored only there.
sealed interface KeyColumn permits DoubleKey, LongKey, TextKey {
    /// Bytes of every value, or -1 when they differ in length.
    int fixedLength();

    /// Adds the bytes of each row to `lengths`, where they differ; called before [#write].
    void addLengths(Column column, int rows, int[] lengths);

    /// Writes rows, each to its page from `at` on, which is moved behind it.
    void write(Column column, int rows, byte[][] pages, int[] at);

    /// Reads rows, each from its page from `at` on, which is moved behind it.
    Column read(int rows, byte[][] pages, int[] at);

    /// Where the bytes end that begin at `from`.
    int end(byte[] page, int from);
}
