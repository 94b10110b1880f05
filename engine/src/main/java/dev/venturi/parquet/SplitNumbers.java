package dev.venturi.parquet;

/// BYTE_STREAM_SPLIT numbers: the first bytes of all values, then the second bytes of all, ...
final class SplitNumbers implements NumberDecoder {
    private final int width;
    private byte[] bytes = {};
    private int from;
    private int count;
    private int next;

    /// @param width bytes of a value, 4 or 8
    SplitNumbers(int width) {
        this.width = width;
    }

    @Override
    public void begin(byte[] source, int begin, int end) {
        if ((end - begin) % width != 0) {
            throw new PageProblem(
                    "expected values of %d bytes, found %,d bytes in all; get the file again"
                            .formatted(width, end - begin));
        }
        bytes = source;
        from = begin;
        count = (end - begin) / width;
        next = 0;
    }

    @Override
    public void read(long[] into, int n) {
        int first = next;
        skip(n);
        for (int i = 0; i < n; i++) {
            into[i] = bytes[from + (width - 1) * count + first + i]; // with its sign
        }
        for (int b = width - 2; b >= 0; b--) {
            int stream = from + b * count + first;
            for (int i = 0; i < n; i++) {
                into[i] = (into[i] << 8) | (bytes[stream + i] & 0xFF);
            }
        }
    }

    @Override
    public void skip(int n) {
        if (n > count - next) {
            throw new PageProblem(
                    "expected %,d more values, found %,d; get the file again"
                            .formatted(n, count - next));
        }
        next += n;
    }
}
