package dev.venturi.parquet;

import org.apache.parquet.format.Encoding;

/// The dictionary of a column chunk: its values, by code.
///
/// @param size how many there are
/// @param numbers `[size]`, where the column is read as numbers, else empty
/// @param bytes all values one behind the other, where they are read as bytes
/// @param ends where each ends in `bytes`, `[size]`
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
record Dictionary(int size, long[] numbers, byte[] bytes, int[] ends) {
    /// Reads the page that was loaded last.
    static Dictionary numbers(PageReader page, NumberDecoder decoder, int width) {
        int size = size(page, width);
        long[] numbers = new long[size];
        decoder.begin(page.bytes, page.from, page.to);
        decoder.read(numbers, size);
        return new Dictionary(size, numbers, new byte[0], new int[0]);
    }

    /// As above, for values that are read as bytes.
    static Dictionary bytes(PageReader page, BytesDecoder decoder, int width) {
        int size = size(page, width == 0 ? Integer.BYTES : width);
        byte[] bytes = new byte[page.to - page.from];
        int[] ends = new int[size];
        int at = 0;
        decoder.begin(page.bytes, page.from, page.to);
        for (int i = 0; i < size; i++) {
            decoder.next();
            int length = decoder.to - decoder.from;
            System.arraycopy(decoder.bytes, decoder.from, bytes, at, length);
            at += length;
            ends[i] = at;
        }
        return new Dictionary(size, new long[0], bytes, ends);
    }

    /// @param least bytes that a value takes at least
    private static int size(PageReader page, int least) {
        Encoding encoding = page.encoding();
        if (encoding != Encoding.PLAIN && encoding != Encoding.PLAIN_DICTIONARY) {
            throw new PageProblem(
                    "found a dictionary in encoding %s, expected PLAIN; write the file again"
                            .formatted(encoding));
        }
        int size = page.values();
        if (size < 0 || (long) size * least > page.to - page.from) {
            throw new PageProblem(
                    "found a dictionary of %,d values in %,d bytes; get the file again"
                            .formatted(size, page.to - page.from));
        }
        return size;
    }

    /// Where the bytes of a value begin.
    int start(int code) {
        return code == 0 ? 0 : ends[code - 1];
    }
}
