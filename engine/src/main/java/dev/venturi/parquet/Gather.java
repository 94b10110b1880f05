package dev.venturi.parquet;

/// Puts the values of rows that have one where they belong, and NaN in between.
final class Gather {
    private Gather() {}

    /// By code. A dictionary holds NaN at 0 and its values from 1 on: a missing row reads 0 without
    /// a branch, and the runtime's own check of the index finds every code beyond the dictionary.
    ///
    /// @throws IndexOutOfBoundsException for such a code
    static void coded(ColumnCursor cursor, double[] dictionary, int rows, double[] into, int row) {
        int[] codes = cursor.codes;
        if (cursor.isFull()) {
            for (int i = 0; i < rows; i++) {
                into[row + i] = dictionary[codes[i] + 1];
            }
            return;
        }
        int[] valid = cursor.valid();
        for (int i = 0, j = 0; i < rows; i++) {
            int here = valid[i];
            into[row + i] = dictionary[(codes[j] + 1) & -here];
            j += here;
        }
    }

    /// One behind the other.
    static void plain(ColumnCursor cursor, double[] values, int rows, double[] into, int row) {
        if (cursor.isFull()) {
            System.arraycopy(values, 0, into, row, rows);
            return;
        }
        int[] valid = cursor.valid();
        for (int i = 0, j = 0; i < rows; i++) {
            int here = valid[i];
            into[row + i] = here == 0 ? Double.NaN : values[j];
            j += here;
        }
    }
}
