package dev.venturi.parquet;

/// PLAIN numbers of four, eight or twelve bytes, one behind the other.
final class PlainNumbers implements NumberDecoder {
    private static final int INT96 = 12;

    private final int width;
    private byte[] bytes = {};
    private int at;
    private int end;

    /// @param width bytes of a value: 4, 8, or 12 for a time of INT96
    PlainNumbers(int width) {
        this.width = width;
    }

    @Override
    public void begin(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
    }

    @Override
    public void read(long[] into, int n) {
        int from = at;
        skip(n);
        byte[] source = bytes;
        switch (width) {
            case Integer.BYTES -> {
                for (int i = 0; i < n; i++) {
                    into[i] = LittleEndian.intAt(source, from + 4 * i);
                }
            }
            case Long.BYTES -> {
                for (int i = 0; i < n; i++) {
                    into[i] = LittleEndian.longAt(source, from + 8 * i);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    into[i] = Int96.nanos(source, from + INT96 * i);
                }
            }
        }
    }

    @Override
    public void skip(int n) {
        if ((long) n * width > end - at) {
            throw new PageProblem(
                    "expected %,d more values of %d bytes, found %,d bytes; get the file again"
                            .formatted(n, width, end - at));
        }
        at += n * width;
    }
}
