package dev.venturi.parquet;

/// PLAIN booleans: a bit each, the lowest first.
final class PlainBooleans implements NumberDecoder {
    private byte[] bytes = {};
    private int from;
    private long next;
    private long count;

    @Override
    public void begin(byte[] source, int begin, int end) {
        bytes = source;
        from = begin;
        next = 0;
        count = 8L * (end - begin);
    }

    @Override
    public void read(long[] into, int n) {
        long bit = next;
        skip(n);
        for (int i = 0; i < n; i++, bit++) {
            into[i] = (bytes[from + (int) (bit >>> 3)] >>> (int) (bit & 7)) & 1L;
        }
    }

    @Override
    public void skip(int n) {
        if (n > count - next) {
            throw new PageProblem(
                    "expected %,d more bits, found %,d; get the file again"
                            .formatted(n, count - next));
        }
        next += n;
    }
}
