package dev.venturi.parquet;

/// Reads the values of a page as slices of bytes, one at a time.
abstract class BytesDecoder {
    /// The value read last: `bytes[from, to)`, valid until the next one is read.
    byte[] bytes = {};

    int from;
    int to;

    /// Turns to a page whose values stand in `source[begin, end)`.
    abstract void begin(byte[] source, int begin, int end);

    /// Reads the next value.
    ///
    /// @throws PageProblem when there is none
    abstract void next();

    /// Leaves the next `n` values out.
    void skip(int n) {
        for (int i = 0; i < n; i++) {
            next();
        }
    }

    static PageProblem endsEarly() {
        return new PageProblem("the page ends before its last value; get the file again");
    }
}
