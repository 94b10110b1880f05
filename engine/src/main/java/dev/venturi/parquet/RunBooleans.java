package dev.venturi.parquet;

/// RLE booleans: their length in four bytes, then runs and packed bits.
final class RunBooleans implements NumberDecoder {
    private static final int PIECE = 256;

    private final HybridDecoder bits = new HybridDecoder();
    private final int[] piece = new int[PIECE];

    @Override
    public void begin(byte[] bytes, int from, int to) {
        int length = to - from < Integer.BYTES ? -1 : LittleEndian.intAt(bytes, from);
        if (length < 0 || length > to - from - Integer.BYTES) {
            throw new PageProblem(
                    "expected the length of the booleans, 0 to %,d, found %,d; get the file again"
                            .formatted(to - from - Integer.BYTES, length));
        }
        int begin = from + Integer.BYTES;
        bits.begin(bytes, begin, begin + length, 1);
    }

    @Override
    public void read(long[] into, int n) {
        for (int done = 0; done < n; done += PIECE) {
            int count = Math.min(PIECE, n - done);
            bits.read(piece, 0, count);
            for (int i = 0; i < count; i++) {
                into[done + i] = piece[i];
            }
        }
    }

    @Override
    public void skip(int n) {
        bits.skip(n);
    }
}
