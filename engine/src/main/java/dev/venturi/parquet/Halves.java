package dev.venturi.parquet;

/// Floating-point numbers of 16 bits, IEEE 754 binary16, lowest byte first.
final class Halves {
    private Halves() {}

    /// The double of two bytes.
    ///
    /// @throws PageProblem when they are not two
    static double value(byte[] bytes, int from, int to) {
        if (to - from != Short.BYTES) {
            throw new PageProblem(
                    "found a half float of %d bytes; get the file again".formatted(to - from));
        }
        return Float.float16ToFloat((short) ((bytes[from] & 0xFF) | (bytes[from + 1] << 8)));
    }
}
