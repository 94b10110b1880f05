package dev.venturi.parquet;

/// BYTE_STREAM_SPLIT values of a fixed length: the first bytes of all, then the second bytes, ...
final class SplitBytes extends BytesDecoder {
    private byte[] source = {};
    private int begin;
    private int count;
    private int next;

    /// @param width bytes of a value
    SplitBytes(int width) {
        bytes = new byte[width];
        to = width;
    }

    @Override
    void begin(byte[] page, int first, int stop) {
        if ((stop - first) % bytes.length != 0) {
            throw new PageProblem(
                    "expected values of %d bytes, found %,d bytes in all; get the file again"
                            .formatted(bytes.length, stop - first));
        }
        source = page;
        begin = first;
        count = (stop - first) / bytes.length;
        next = 0;
    }

    @Override
    void next() {
        if (next == count) {
            throw endsEarly();
        }
        for (int b = 0; b < bytes.length; b++) {
            bytes[b] = source[begin + b * count + next];
        }
        next++;
    }
}
