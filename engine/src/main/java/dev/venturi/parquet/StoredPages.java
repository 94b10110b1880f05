package dev.venturi.parquet;

import java.util.Arrays;

/// A window onto the pages of one column chunk: what is looked at lies whole in an array, which
/// holds one page or some hundred kilobytes, never the chunk.
final class StoredPages {
    /// Bytes fetched at a time: few calls, and small beside a processor's cache.
    private static final int WINDOW = 256 << 10;

    /// Bytes behind the window that may be read, not used: loads of eight bytes reach over the end.
    static final int SLACK = 64;

    /// The same while pages are passed over.
    private static final int GLANCE = 4 << 10;

    private final FileBytes file;
    private final PageBuffers buffers;
    private int window = WINDOW;
    private long chunkEnd;

    /// The window: file positions `[from, to)` stand in `bytes` from 0 on.
    private long from;

    private long to;
    private byte[] bytes = new byte[SLACK];

    StoredPages(FileBytes file, PageBuffers buffers) {
        this.file = file;
        this.buffers = buffers;
    }

    /// Gives its array back; nothing can be fetched any more.
    void release() {
        buffers.give(bytes);
        bytes = new byte[SLACK];
        from = 0;
        to = 0;
    }

    /// Turns to a chunk that is known to lie within the file.
    void begin(long start, long length) {
        chunkEnd = start + length;
        from = start;
        to = start;
    }

    /// Whether pages are passed over, so that no more than their headers is wanted.
    void passOver(boolean headersOnly) {
        window = headersOnly ? GLANCE : WINDOW;
    }

    /// Bytes of the chunk from a position on.
    long left(long position) {
        return chunkEnd - position;
    }

    /// Makes `length` bytes from a position on lie in the window, or all that are left.
    ///
    /// @return where they begin in [#bytes]
    int fetch(long position, int length) {
        long end = Math.min(chunkEnd, position + length);
        if (position < from || position > to || end > to) {
            move(position, end);
        }
        return (int) (position - from);
    }

    private void move(long position, long end) {
        int kept = position >= from && position < to ? (int) (to - position) : 0;
        int wanted = (int) Math.min(chunkEnd - position, Math.max(end - position, window));
        byte[] target = bytes;
        if (wanted + SLACK > target.length) {
            target = buffers.take(wanted + SLACK);
        }
        System.arraycopy(bytes, kept == 0 ? 0 : (int) (position - from), target, 0, kept);
        if (target != bytes) {
            buffers.give(bytes);
            bytes = target;
        }
        file.read(position + kept, bytes, kept, wanted - kept);
        from = position;
        to = position + wanted;
        Arrays.fill(bytes, wanted, wanted + SLACK, (byte) 0);
    }

    /// The array the window stands in, until the next [#fetch].
    byte[] bytes() {
        return bytes;
    }

    /// Bytes of the chunk that may be looked at from an index of the array on.
    int available(int at) {
        return (int) (to - from) - at;
    }
}
