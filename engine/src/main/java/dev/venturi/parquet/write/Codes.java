package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/// The dictionary codes of the page being made, and whether a dictionary pays in this chunk.
///
/// A dictionary is given up when nine of ten values are new (looked at whenever its size has
/// doubled), when the first page repeats less than half of its values, and when it is full. Pages
/// finished before keep their codes, those after it hold the values themselves.
final class Codes {
    /// Entries of a dictionary at most: codes of 15 bits, whose values stay in the reader's cache.
    static final int MOST = 1 << 15;

    private static final int FIRST_LOOK = 4096;

    private char[] codes = new char[1024];
    private int size;
    private int nextLook = FIRST_LOOK;
    private long seen;
    private boolean on = true;
    private boolean used;

    /// Whether values are still replaced by codes.
    boolean isOn() {
        return on;
    }

    /// Whether a finished page of the chunk has codes, so that it needs its dictionary.
    boolean isUsed() {
        return used;
    }

    /// Codes of the page so far.
    int size() {
        return size;
    }

    int code(int index) {
        return codes[index];
    }

    void reserve(int more) {
        int needed = size + more + HybridEncoder.SLACK;
        if (needed > codes.length) {
            codes = Arrays.copyOf(codes, Math.max(needed, codes.length * 2));
        }
    }

    /// Adds a code for which there is room.
    void add(int code) {
        codes[size++] = (char) code;
    }

    /// Whether the dictionary may have yet another entry.
    ///
    /// @param entries it has
    boolean mayGrow(int entries) {
        if (entries < nextLook) {
            return true;
        }
        nextLook *= 2;
        return entries < MOST && 10L * entries <= 9L * (seen + size);
    }

    /// From now on values are written as they are; what the page has so far must be too.
    void giveUp() {
        on = false;
        size = 0;
    }

    /// Whether the page is better off without codes: the first, when it repeats too little.
    boolean repeatsTooLittle(int entries) {
        return !used && size > 0 && 2L * entries > size;
    }

    /// Writes the codes of the page and begins the next.
    Encoding encode(int entries, Bytes out) {
        int width = HybridEncoder.width(entries);
        out.write(width);
        HybridEncoder.encode(codes, size, width, out);
        used = true;
        seen += size;
        size = 0;
        return Encoding.RLE_DICTIONARY;
    }

    /// Begins the next chunk.
    void clear() {
        size = 0;
        nextLook = FIRST_LOOK;
        seen = 0;
        on = true;
        used = false;
    }
}
