package dev.venturi.parquet;

/// PLAIN byte arrays: a length of four bytes before each, or one fixed length for all.
final class PlainBytes extends BytesDecoder {
    private final int width;
    private int at;
    private int end;

    /// @param width bytes of a value; 0 where each has a length of its own
    PlainBytes(int width) {
        this.width = width;
    }

    @Override
    void begin(byte[] source, int begin, int stop) {
        bytes = source;
        at = begin;
        end = stop;
    }

    @Override
    void next() {
        int length = width;
        if (width == 0) {
            if (end - at < Integer.BYTES) {
                throw endsEarly();
            }
            length = LittleEndian.intAt(bytes, at);
            at += Integer.BYTES;
        }
        if (length < 0 || length > end - at) {
            throw new PageProblem(
                    "found a value of %,d bytes where the page has %,d more; get the file again"
                            .formatted(length, end - at));
        }
        from = at;
        at += length;
        to = at;
    }
}
