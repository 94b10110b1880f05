package dev.venturi.parquet;

/// DELTA_LENGTH_BYTE_ARRAY: all lengths as [DeltaNumbers], then all bytes.
final class DeltaLengthBytes extends BytesDecoder {
    private final DeltaNumbers lengths = new DeltaNumbers(true);
    private final long[] length = new long[1];
    private int at;
    private int end;

    @Override
    void begin(byte[] source, int begin, int stop) {
        bytes = source;
        lengths.begin(source, begin, stop);
        at = lengths.end();
        end = stop;
        lengths.begin(source, begin, at);
    }

    @Override
    void next() {
        lengths.read(length, 1);
        if (length[0] < 0 || length[0] > end - at) {
            throw new PageProblem(
                    "found a value of %,d bytes where the page has %,d more; get the file again"
                            .formatted(length[0], end - at));
        }
        from = at;
        at += (int) length[0];
        to = at;
    }
}
