package dev.venturi.parquet;

/// DELTA_BINARY_PACKED integers: the first value, then differences in blocks; each block has a
/// least difference, and miniblocks of what is above it in as few bits as they need.
///
/// One miniblock of at most some dozen values is unpacked at a time; how many values a page claims
/// allocates nothing. Sums wrap around as the format says.
final class DeltaNumbers implements NumberDecoder {
    private static final int PIECE = 32;

    private final boolean ints;
    private byte[] bytes = {};
    private int at;
    private int end;

    private long perMiniblock;
    private int miniblocks;
    private long left;
    private long last;
    private boolean firstPending;

    private long leastDelta;
    private int widthsAt;
    private int miniblock;
    private long leftInMiniblock;
    private int width;
    private long bit;

    private final long[] piece = new long[PIECE];
    private int pieceAt;
    private int pieceEnd;

    /// @param ints whether sums wrap around in 32 bits
    DeltaNumbers(boolean ints) {
        this.ints = ints;
    }

    @Override
    public void begin(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
        long block = varint();
        long parts = varint();
        left = varint();
        last = zigzag();
        boolean sound = parts >= 1 && block >= 1 && block <= Integer.MAX_VALUE && left >= 0;
        if (!sound || block % parts != 0 || block / parts % PIECE != 0) {
            throw new PageProblem(
                    "found blocks of %,d differences in %,d parts, expected parts of a multiple of 32; get the file again"
                            .formatted(block, parts));
        }
        perMiniblock = block / parts;
        miniblocks = (int) parts;
        firstPending = left > 0;
        miniblock = miniblocks;
        leftInMiniblock = 0;
        pieceAt = 0;
        pieceEnd = 0;
    }

    /// Values the page says to have and that were not read yet.
    long left() {
        return left;
    }

    @Override
    public void read(long[] into, int n) {
        if (n > left) {
            throw endsEarly();
        }
        int i = 0;
        if (firstPending && n > 0) {
            into[i++] = last;
            firstPending = false;
        }
        while (i < n) {
            if (pieceAt == pieceEnd) {
                nextPiece(left - i);
            }
            int count = Math.min(n - i, pieceEnd - pieceAt);
            long sum = last;
            for (int k = 0; k < count; k++) {
                sum += piece[pieceAt + k];
                into[i + k] = sum;
            }
            if (ints) {
                for (int k = 0; k < count; k++) {
                    into[i + k] = (int) into[i + k];
                }
            }
            last = sum;
            pieceAt += count;
            i += count;
        }
        left -= n;
    }

    @Override
    public void skip(int n) {
        long[] ignored = new long[Math.min(n, 8 * PIECE)];
        for (int done = 0; done < n; done += ignored.length) {
            read(ignored, Math.min(ignored.length, n - done));
        }
    }

    /// The index behind the last block. What was begun is left as it is: a walk over block headers.
    int end() {
        long values = left - (firstPending ? 1 : 0);
        while (values > 0) {
            nextBlock();
            for (int m = 0; m < miniblocks && values > 0; m++) {
                long length = perMiniblock / 8 * (bytes[widthsAt + m] & 0xFF);
                if (length > end - at) {
                    throw endsEarly();
                }
                at += (int) length;
                values -= perMiniblock;
            }
        }
        return at;
    }

    private void nextBlock() {
        leastDelta = zigzag();
        widthsAt = at;
        if (miniblocks > end - at) {
            throw endsEarly();
        }
        at += miniblocks;
        miniblock = 0;
    }

    private void nextPiece(long needed) {
        if (leftInMiniblock == 0) {
            nextMiniblock(needed);
        }
        int count = (int) Math.min(PIECE, leftInMiniblock);
        for (int k = 0; k < count; k++) {
            piece[k] = leastDelta + single();
        }
        leftInMiniblock -= count;
        pieceAt = 0;
        pieceEnd = (int) Math.min(count, needed);
        if (pieceEnd == 0) {
            throw endsEarly();
        }
    }

    private void nextMiniblock(long needed) {
        if (miniblock == miniblocks) {
            nextBlock();
        }
        width = bytes[widthsAt + miniblock++] & 0xFF;
        if (width > Long.SIZE) {
            throw new PageProblem(
                    "found differences of %d bits, expected at most 64; get the file again"
                            .formatted(width));
        }
        // the last miniblock may be cut off behind its last value
        long length = perMiniblock / 8 * width;
        long least = (Math.min(perMiniblock, needed) * width + 7) / 8;
        if (least > end - at) {
            throw endsEarly();
        }
        leftInMiniblock = length > end - at ? Math.min(perMiniblock, needed) : perMiniblock;
        bit = 8L * at;
        at += (int) Math.min(length, end - at);
    }

    private long single() {
        int from = (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        bit += width;
        if (width == 0) {
            return 0;
        }
        long low = LittleEndian.longAt(bytes, from) >>> shift;
        if (width + shift > Long.SIZE) {
            low |= (bytes[from + Long.BYTES] & 0xFFL) << (Long.SIZE - shift);
        }
        return low & (-1L >>> (Long.SIZE - width));
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                throw endsEarly();
            }
            byte next = bytes[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new PageProblem("found a number of more than 64 bits; get the file again");
    }

    private long zigzag() {
        long number = varint();
        return (number >>> 1) ^ -(number & 1);
    }

    private static PageProblem endsEarly() {
        return new PageProblem("the page ends before its last value; get the file again");
    }
}
