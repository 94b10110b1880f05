package dev.venturi.sort;

import java.util.Arrays;

/// Puts the addresses of rows in the order of their keys; equal ones stay in order.
///
/// Eight bytes of each key are read into a number, those behind what all keys begin with alike, and
/// the numbers are sorted with the addresses beside them by their digits, the lowest first (LSD
/// radix sort). Of the bits only those are looked at in which the numbers differ, drawn together:
/// digits, letters and small numbers need half of the passes. Rows whose numbers are equal are
/// sorted by the next eight bytes; few of them, or by bytes far behind, by comparing. One for each
/// thread.
final class RowSorter {
    /// Bytes for each row that is being sorted, beside its address.
    static final int BYTES_PER_ROW = 2 * Long.BYTES + Integer.BYTES;

    private static final int DIGIT = 8;
    private static final int BUCKETS = 1 << DIGIT;
    private static final int DIGITS = Long.SIZE / DIGIT;

    /// Rows up to which comparing is faster than counting.
    private static final int FEW = 64;

    /// Up to how many it is faster to insert than to merge.
    private static final int INSERTED = 12;

    /// Rows between two looks at whether the thread is interrupted, where each row is fetched.
    private static final int STRETCH = 1 << 16;

    /// Rounds of eight bytes; keys that are equal for longer are compared.
    private static final int DEEPEST = 16;

    private final RowLayout layout;
    private final int[][] counts = new int[DIGITS][BUCKETS];
    private RowBuffer buffer = new RowBuffer();
    private int[] rows = {};
    private long[] words = {};
    private long[] otherWords = {};
    private int[] otherRows = {};

    RowSorter(RowLayout layout) {
        this.layout = layout;
    }

    /// Sorts all rows of a buffer.
    ///
    /// @throws InterruptedException when the thread is interrupted, at the latest after a pass over
    ///   the rows; the order of the rows is then any
    void sort(RowBuffer unsorted) throws InterruptedException {
        buffer = unsorted;
        rows = unsorted.addresses();
        int n = unsorted.rows();
        if (words.length < n) {
            words = new long[n];
            otherWords = new long[n];
            otherRows = new int[n];
        }
        try {
            sort(0, n, 0, 0);
        } finally {
            buffer = new RowBuffer();
            rows = new int[0];
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /// @param begin bytes in which all keys of the range are known to be equal
    private void sort(int from, int to, int begin, int depth) throws InterruptedException {
        if (to - from <= FEW || depth == DEEPEST) {
            compareSort(from, to, begin);
            return;
        }
        int skip = begin;
        int longest = readWords(from, to, skip);
        long differing = differing(from, to);
        while (differing >>> (Long.SIZE - Byte.SIZE) == 0) {
            skip += Long.numberOfLeadingZeros(differing) / Byte.SIZE;
            if (skip >= longest) {
                return; // all keys are equal
            }
            readWords(from, to, skip);
            differing = differing(from, to);
        }
        sortWords(from, to, differing);
        if (longest <= skip + Long.BYTES) {
            return;
        }
        for (int first = from; first < to; ) {
            int end = first + 1;
            while (end < to && words[end] == words[first]) {
                end++;
            }
            if (end - first > 1) {
                sort(first, end, skip + Long.BYTES, depth + 1);
            }
            first = end;
        }
    }

    /// @return bytes of the longest key
    private int readWords(int from, int to, int skip) throws InterruptedException {
        int longest = 0;
        for (int begin = from; begin < to; begin += STRETCH) {
            longest = Math.max(longest, readStretch(begin, Math.min(to, begin + STRETCH), skip));
            stopIfInterrupted();
        }
        return longest;
    }

    private int readStretch(int from, int to, int skip) {
        int longest = 0;
        for (int i = from; i < to; i++) {
            int address = rows[i];
            byte[] page = buffer.page(address);
            int at = RowBuffer.offset(address);
            int length = layout.keyLength(page, at);
            words[i] = KeyOrder.word(page, layout.keyStart(page, at), length, skip);
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /// The bits in which words differ.
    private long differing(int from, int to) {
        long first = words[from];
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= words[i] ^ first;
        }
        return bits;
    }

    /// Sorts words and rows by the bits in which they differ.
    private void sortWords(int from, int to, long differing) throws InterruptedException {
        long bits = differing;
        int passes = (Long.bitCount(bits) + DIGIT - 1) / DIGIT;
        if (passes < passesAsIs(bits)) {
            for (int i = from; i < to; i++) {
                words[i] = Long.compress(words[i], bits);
            }
            bits = Long.compress(bits, bits);
        }
        count(from, to);
        long[] source = words;
        int[] sourceRows = rows;
        long[] target = otherWords;
        int[] targetRows = otherRows;
        for (int digit = 0; digit < DIGITS; digit++) {
            int shift = digit * DIGIT;
            if ((bits >>> shift & (BUCKETS - 1)) == 0) {
                continue;
            }
            stopIfInterrupted();
            int[] next = counts[digit];
            for (int bucket = 0, at = from; bucket < BUCKETS; bucket++) {
                int n = next[bucket];
                next[bucket] = at;
                at += n;
            }
            for (int i = from; i < to; i++) {
                long word = source[i];
                int at = next[(int) (word >>> shift) & (BUCKETS - 1)]++;
                target[at] = word;
                targetRows[at] = sourceRows[i];
            }
            long[] sorted = target;
            target = source;
            source = sorted;
            int[] sortedRows = targetRows;
            targetRows = sourceRows;
            sourceRows = sortedRows;
        }
        if (source != words) {
            System.arraycopy(source, from, words, from, to - from);
            System.arraycopy(sourceRows, from, rows, from, to - from);
        }
    }

    private static int passesAsIs(long bits) {
        int passes = 0;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            passes += (bits >>> shift & (BUCKETS - 1)) == 0 ? 0 : 1;
        }
        return passes;
    }

    private void count(int from, int to) {
        for (int[] digit : counts) {
            Arrays.fill(digit, 0);
        }
        for (int i = from; i < to; i++) {
            long word = words[i];
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][(int) (word >>> (digit * DIGIT)) & (BUCKETS - 1)]++;
            }
        }
    }

    /// Merge sort of addresses.
    private void compareSort(int from, int to, int skip) throws InterruptedException {
        if (to - from <= INSERTED) {
            for (int i = from + 1; i < to; i++) {
                int row = rows[i];
                int at = i;
                while (at > from && compare(rows[at - 1], row, skip) > 0) {
                    rows[at] = rows[at - 1];
                    at--;
                }
                rows[at] = row;
            }
            return;
        }
        int middle = (from + to) >>> 1;
        compareSort(from, middle, skip);
        compareSort(middle, to, skip);
        if (to - from > STRETCH) {
            stopIfInterrupted();
        }
        if (compare(rows[middle - 1], rows[middle], skip) <= 0) {
            return;
        }
        System.arraycopy(rows, from, otherRows, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean later = right < to && compare(otherRows[left], rows[right], skip) > 0;
            rows[at] = later ? rows[right++] : otherRows[left++];
        }
    }

    private int compare(int row, int other, int skip) {
        byte[] page = buffer.page(row);
        int at = RowBuffer.offset(row);
        byte[] otherPage = buffer.page(other);
        int otherAt = RowBuffer.offset(other);
        return KeyOrder.compare(
                page,
                layout.keyStart(page, at),
                layout.keyLength(page, at),
                otherPage,
                layout.keyStart(otherPage, otherAt),
                layout.keyLength(otherPage, otherAt),
                skip);
    }
}
