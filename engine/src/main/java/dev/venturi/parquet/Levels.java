package dev.venturi.parquet;

/// Which rows of a page have a value: its definition levels, 1 or 0.
final class Levels {
    private final HybridDecoder levels = new HybridDecoder();
    private boolean all = true;

    /// 1 for a row that has a value, 0 for one that has none: of the rows read last.
    final int[] valid;

    /// @param valid room for the rows that are read at a time
    Levels(int[] valid) {
        this.valid = valid;
    }

    /// Turns to a page whose rows all have a value.
    void beginAll() {
        all = true;
    }

    /// Turns to a page.
    void begin(byte[] bytes, int from, int to) {
        all = false;
        levels.begin(bytes, from, to, 1);
    }

    /// Looks at the next `n` rows.
    ///
    /// @return how many have a value; where all have, [#valid] is left as it was
    int read(int n) {
        if (all) {
            return n;
        }
        if (levels.runOf(1) >= n) {
            levels.skip(n);
            return n;
        }
        levels.read(valid, 0, n);
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += valid[i];
        }
        return sum;
    }
}
