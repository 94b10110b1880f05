package dev.venturi.parquet;

import java.util.Arrays;

/// Integers of a few bits as Parquet mixes them: runs of one value, and groups of eight packed
/// values (the RLE / bit-packing hybrid of its encodings).
///
/// Values are unpacked eight at a time by one load of a `long` for up to eight bits, by two for up
/// to sixteen; the array is known to go on for some bytes behind the page.
final class HybridDecoder {
    /// Wider ones would not be non-negative ints: nothing needs them.
    static final int WIDEST = 31;

    private byte[] bytes = {};
    private int at;
    private int end;
    private int width;

    /// Values left of the current run, and whether it is one of packed values.
    private int left;

    private boolean packed;
    private int value;

    /// The next packed value: its index within the run, which begins at byte `at`.
    private int index;

    private int runBytes;

    /// Turns to `bytes[from, to)`.
    ///
    /// @param bits width of a value, 0 to [#WIDEST]
    void begin(byte[] source, int from, int to, int bits) {
        bytes = source;
        at = from;
        end = to;
        width = bits;
        left = 0;
        packed = false;
    }

    /// How many of the next values are this one for certain, without looking beyond a run.
    int runOf(int expected) {
        if (left == 0 && at < end) {
            nextRun();
        }
        return !packed && value == expected ? left : 0;
    }

    /// Reads the next `n` values.
    void read(int[] into, int to, int n) {
        int done = 0;
        while (done < n) {
            if (left == 0) {
                nextRun();
            }
            int count = Math.min(n - done, left);
            if (packed) {
                unpack(into, to + done, count);
                index += count;
            } else {
                Arrays.fill(into, to + done, to + done + count, value);
            }
            take(count);
            done += count;
        }
    }

    /// Leaves the next `n` values out.
    void skip(int n) {
        int done = 0;
        while (done < n) {
            if (left == 0) {
                nextRun();
            }
            int count = Math.min(n - done, left);
            index += packed ? count : 0;
            take(count);
            done += count;
        }
    }

    private void take(int count) {
        left -= count;
        if (left == 0 && packed) {
            at += runBytes;
        }
    }

    private void nextRun() {
        do {
            long header = varint();
            packed = (header & 1) != 0;
            long count = header >>> 1;
            if (packed) {
                // the last group may be cut off behind the last value
                runBytes = (int) Math.min(end - at, count * width);
                long values = width == 0 ? count * 8 : runBytes * 8L / width;
                left = (int) Math.min(values, Math.min(count * 8, Integer.MAX_VALUE));
                index = 0;
                if (left == 0 && count > 0) {
                    throw endsEarly();
                }
            } else {
                left = (int) Math.min(count, Integer.MAX_VALUE);
                value = runValue();
            }
        } while (left == 0);
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at >= end) {
                throw endsEarly();
            }
            byte next = bytes[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new PageProblem("found a run length of more than 32 bits; get the file again");
    }

    private int runValue() {
        int length = (width + 7) >>> 3;
        if (length > end - at) {
            throw endsEarly();
        }
        int number = 0;
        for (int i = 0; i < length; i++) {
            number |= (bytes[at++] & 0xFF) << (8 * i);
        }
        if (number < 0 || (number >>> width) != 0) {
            throw new PageProblem(
                    "found %d in a run of values of %d bits; get the file again"
                            .formatted(number, width));
        }
        return number;
    }

    private static PageProblem endsEarly() {
        return new PageProblem("the page ends before its last value; get the file again");
    }

    private void unpack(int[] into, int to, int n) {
        int i = to;
        int stop = to + n;
        int next = index;
        while (i < stop && (next & 7) != 0) {
            into[i++] = single(next++);
        }
        int groups = (stop - i) >>> 3;
        int from = at + (next >>> 3) * width;
        if (width <= 8) {
            oneLoad(into, i, from, groups);
        } else if (width <= 16) {
            twoLoads(into, i, from, groups);
        } else {
            for (int k = 0; k < groups * 8; k++) {
                into[i + k] = single(next + k);
            }
        }
        i += groups * 8;
        next += groups * 8;
        while (i < stop) {
            into[i++] = single(next++);
        }
    }

    private int single(int which) {
        long bit = (long) which * width;
        long word = LittleEndian.longAt(bytes, at + (int) (bit >>> 3));
        return (int) (word >>> (bit & 7)) & ((1 << width) - 1);
    }

    private void oneLoad(int[] into, int to, int from, int groups) {
        byte[] source = bytes;
        int w = width;
        int mask = (1 << w) - 1;
        int i = to;
        for (int g = 0, p = from; g < groups; g++, p += w, i += 8) {
            long word = LittleEndian.longAt(source, p);
            into[i] = (int) word & mask;
            into[i + 1] = (int) (word >>> w) & mask;
            into[i + 2] = (int) (word >>> (2 * w)) & mask;
            into[i + 3] = (int) (word >>> (3 * w)) & mask;
            into[i + 4] = (int) (word >>> (4 * w)) & mask;
            into[i + 5] = (int) (word >>> (5 * w)) & mask;
            into[i + 6] = (int) (word >>> (6 * w)) & mask;
            into[i + 7] = (int) (word >>> (7 * w)) & mask;
        }
    }

    /// Four values of up to 16 bits are a word; the second four begin at a whole or half byte.
    private void twoLoads(int[] into, int to, int from, int groups) {
        byte[] source = bytes;
        int w = width;
        int mask = (1 << w) - 1;
        int second = w >>> 1;
        int odd = (w & 1) << 2;
        int i = to;
        for (int g = 0, p = from; g < groups; g++, p += w, i += 8) {
            long low = LittleEndian.longAt(source, p);
            long high = LittleEndian.longAt(source, p + second) >>> odd;
            into[i] = (int) low & mask;
            into[i + 1] = (int) (low >>> w) & mask;
            into[i + 2] = (int) (low >>> (2 * w)) & mask;
            into[i + 3] = (int) (low >>> (3 * w)) & mask;
            into[i + 4] = (int) high & mask;
            into[i + 5] = (int) (high >>> w) & mask;
            into[i + 6] = (int) (high >>> (2 * w)) & mask;
            into[i + 7] = (int) (high >>> (3 * w)) & mask;
        }
    }
}
