package dev.venturi.parquet;

/// Reads the values of a page as numbers of up to 64 bits: integers with their sign, floating-point
/// numbers as their bits.
///
/// Values that are missing do not stand in a page; a decoder knows nothing of them.
interface NumberDecoder {
    /// Turns to a page whose values stand in `bytes[from, to)`.
    void begin(byte[] bytes, int from, int to);

    /// Reads the next `n` values to the beginning of an array.
    ///
    /// @throws PageProblem when there are fewer
    void read(long[] into, int n);

    /// Leaves the next `n` values out.
    void skip(int n);
}
