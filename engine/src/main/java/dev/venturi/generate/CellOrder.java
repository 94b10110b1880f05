package dev.venturi.generate;

/// A seeded shuffle of the numbers 0 to below `cells` in which each number's place is computed
/// alone, in constant memory.
///
/// A bijection on the next power of two (multiplications by odd numbers and shifts onto itself,
/// both invertible) is applied until the result is below `cells`: cycle walking, on average less
/// than twice (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002). For shuffling,
/// not for secrets. Immutable.
final class CellOrder {
    private static final int ROUNDS = 4;

    private final long cells;
    private final long mask;
    private final int shift;
    private final long[] factors = new long[ROUNDS];
    private final long[] addends = new long[ROUNDS];

    /// @param cells at least 1
    CellOrder(long seed, long cells) {
        this.cells = cells;
        int bits = Math.max(1, 64 - Long.numberOfLeadingZeros(cells - 1));
        this.mask = -1L >>> (64 - bits);
        this.shift = (bits + 1) / 2;
        for (int r = 0; r < ROUNDS; r++) {
            factors[r] = CellRandom.draw(~seed, 2 * r) | 1;
            addends[r] = CellRandom.draw(~seed, 2 * r + 1);
        }
    }

    /// The number that comes at a place.
    ///
    /// @param place `[0, cells)`
    long at(long place) {
        long x = place;
        do {
            for (int r = 0; r < ROUNDS; r++) {
                x = (x * factors[r] + addends[r]) & mask;
                x ^= x >>> shift;
            }
        } while (x >= cells);
        return x;
    }
}
