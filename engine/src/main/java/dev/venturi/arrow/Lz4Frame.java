package dev.venturi.arrow;

import java.util.Arrays;

/// Unpacks an LZ4 frame, blocks that refer to those before them included, which lz4-java does not
/// read and most writers of Arrow make (LZ4 Frame Format 1.6.3, LZ4 Block Format).
///
/// Checksums in frames are passed over. Memory is taken as bytes come out.
final class Lz4Frame {
    private static final int MAGIC = 0x184D2204;
    private static final int STORED = 0x80000000;
    private static final int LEAST_MATCH = 4;
    private static final int LONG_LENGTH = 15;

    private final byte[] in;
    private final int most;
    private int at;
    private byte[] out;
    private int size;

    private Lz4Frame(byte[] in, int most) {
        this.in = in;
        this.most = most;
        this.out = new byte[Math.min(most, 4 * in.length + 64)];
    }

    /// Unpacks a frame.
    ///
    /// @param most bytes that may come out
    /// @throws IllegalArgumentException when it is damaged, or more comes out
    /// @throws IndexOutOfBoundsException when it ends early
    static byte[] unpack(byte[] frame, int most) {
        Lz4Frame unpacking = new Lz4Frame(frame, most);
        unpacking.frame();
        return unpacking.size == unpacking.out.length
                ? unpacking.out
                : Arrays.copyOf(unpacking.out, unpacking.size);
    }

    private int nextInt() {
        int value = (int) ArrowTexts.INTS.get(in, at);
        at += Integer.BYTES;
        return value;
    }

    private void frame() {
        if (nextInt() != MAGIC) {
            throw new IllegalArgumentException("no LZ4 frame");
        }
        int flags = in[at];
        boolean blockChecksums = (flags & 0x10) != 0;
        boolean contentSize = (flags & 0x08) != 0;
        boolean dictionary = (flags & 0x01) != 0;
        if ((flags & 0xC0) != 0x40 || dictionary) {
            throw new IllegalArgumentException("an LZ4 frame of an unknown kind");
        }
        at += 2 + (contentSize ? Long.BYTES : 0) + 1; // flags, block size, size, checksum
        for (int block = nextInt(); block != 0; block = nextInt()) {
            int length = block & ~STORED;
            if (length > in.length - at) {
                throw new IllegalArgumentException("an LZ4 block beyond its frame");
            }
            if ((block & STORED) != 0) {
                copyLiterals(length);
            } else {
                block(at + length);
            }
            at += blockChecksums ? Integer.BYTES : 0;
        }
    }

    private void block(int end) {
        while (at < end) {
            int token = in[at++] & 0xFF;
            int literals = length(token >> 4, end);
            if (literals > end - at) {
                throw new IllegalArgumentException("an LZ4 block that ends early");
            }
            copyLiterals(literals);
            if (at == end) {
                return; // the last sequence has no match
            }
            int offset = (in[at] & 0xFF) | (in[at + 1] & 0xFF) << Byte.SIZE;
            at += Short.BYTES;
            copyMatch(offset, length(token & LONG_LENGTH, end) + LEAST_MATCH);
        }
    }

    private int length(int start, int end) {
        int length = start;
        if (start == LONG_LENGTH) {
            int more;
            do {
                if (at >= end || length > most) {
                    throw new IllegalArgumentException("an LZ4 length that does not end");
                }
                more = in[at++] & 0xFF;
                length += more;
            } while (more == 0xFF);
        }
        return length;
    }

    private void copyLiterals(int length) {
        reserve(length);
        System.arraycopy(in, at, out, size, length);
        at += length;
        size += length;
    }

    private void copyMatch(int offset, int length) {
        if (offset == 0 || offset > size) {
            throw new IllegalArgumentException("an LZ4 match before the beginning");
        }
        reserve(length);
        int from = size - offset;
        if (offset >= length) {
            System.arraycopy(out, from, out, size, length);
        } else {
            for (int i = 0; i < length; i++) { // overlaps: repeats what it has just written
                out[size + i] = out[from + i];
            }
        }
        size += length;
    }

    private void reserve(int more) {
        if (more > most - size) {
            throw new IllegalArgumentException("an LZ4 frame of more bytes than announced");
        }
        if (more > out.length - size) {
            long doubled = Math.min(most, 2L * out.length);
            out = Arrays.copyOf(out, (int) Math.max(doubled, size + (long) more));
        }
    }
}
