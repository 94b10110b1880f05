package dev.venturi.parquet;

import java.util.Arrays;

/// DELTA_BYTE_ARRAY: of each value how many bytes it shares with the beginning of the one before,
/// as [DeltaNumbers], then the rest of each as [DeltaLengthBytes].
final class DeltaBytes extends BytesDecoder {
    private final DeltaNumbers shared = new DeltaNumbers(true);
    private final DeltaLengthBytes rests = new DeltaLengthBytes();
    private final long[] common = new long[1];

    DeltaBytes() {
        bytes = new byte[64];
    }

    @Override
    void begin(byte[] source, int begin, int stop) {
        shared.begin(source, begin, stop);
        int behind = shared.end();
        shared.begin(source, begin, behind);
        rests.begin(source, behind, stop);
        from = 0;
        to = 0;
    }

    @Override
    void next() {
        shared.read(common, 1);
        rests.next();
        if (common[0] < 0 || common[0] > to) {
            throw new PageProblem(
                    "found a value that shares %,d bytes with one of %,d; get the file again"
                            .formatted(common[0], to));
        }
        int kept = (int) common[0];
        int rest = rests.to - rests.from;
        long length = (long) kept + rest;
        if (length > bytes.length) {
            if (length > Integer.MAX_VALUE / 2) {
                throw new PageProblem("found a value of more than 1 GB; get the file again");
            }
            bytes = Arrays.copyOf(bytes, 2 * (int) length);
        }
        System.arraycopy(rests.bytes, rests.from, bytes, kept, rest);
        to = (int) length;
    }
}
