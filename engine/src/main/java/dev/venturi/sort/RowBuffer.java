package dev.venturi.sort;

import java.util.Arrays;

/// Rows in memory, each in one of many pages, and where they lie; used again and again.
///
/// An address is the number of a page and an offset in steps of eight bytes.
final class RowBuffer {
    /// Bytes of a page; a row that is longer has one of its own.
    static final int PAGE = 1 << 18;

    private static final int OFFSET_BITS = 15;
    private static final int OFFSETS = (1 << OFFSET_BITS) - 1;
    private static final int MOST_PAGES = 1 << (31 - OFFSET_BITS);

    /// Bytes for the address of a row.
    private static final int ADDRESS = Integer.BYTES;

    private static final int LONGEST = Integer.MAX_VALUE - 64;

    private byte[][] pages = new byte[16][];
    private int pageCount;
    private int kept; // pages there are, from the first on, in use or not
    private int used = PAGE;
    private long bytes;
    private int offset;
    private int[] addresses = new int[1024];
    private int rows;

    /// Adds a row; its bytes are written where [#page] and [#offset] say.
    void add(long length) {
        if (used + length > PAGE) {
            beginPage(length);
        }
        if (rows == addresses.length) {
            addresses = Arrays.copyOf(addresses, rows + (rows >> 1));
        }
        offset = used;
        addresses[rows++] = ((pageCount - 1) << OFFSET_BITS) | (used >>> 3);
        used = (int) Math.min(PAGE, (used + length + 7) & -8);
    }

    private void beginPage(long length) {
        if (length > LONGEST) {
            throw new OutOfMemoryError("a row of more than 2 GB");
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
        }
        int wanted = (int) Math.max(PAGE, length) + RowBytes.SLACK;
        if (pageCount >= kept || pages[pageCount].length < wanted) {
            pages[pageCount] = new byte[wanted];
            kept = Math.max(kept, pageCount + 1);
        }
        bytes += pages[pageCount].length;
        pageCount++;
        used = 0;
    }

    /// The page of the row added last.
    byte[] page() {
        return pages[pageCount - 1];
    }

    /// Where the row added last begins.
    int offset() {
        return offset;
    }

    /// Bytes of the pages in use and of the addresses, the room ahead in their array included.
    long bytes() {
        return bytes + (long) ADDRESS * addresses.length;
    }

    /// Bytes of the pages up to the end of the last row.
    long filled() {
        return used == PAGE ? bytes : bytes - pages[pageCount - 1].length + used;
    }

    /// Whether there is no address left for rows of one more batch.
    boolean isFull() {
        return pageCount > MOST_PAGES / 2 || rows > LONGEST / 16;
    }

    int rows() {
        return rows;
    }

    /// The addresses of all rows, `[rows]`; to be put in order.
    int[] addresses() {
        return addresses;
    }

    byte[] page(int address) {
        return pages[address >>> OFFSET_BITS];
    }

    static int offset(int address) {
        return (address & OFFSETS) << 3;
    }

    /// Forgets all rows but the first ones, without giving the room of the others back.
    void truncate(int remaining) {
        rows = remaining;
    }

    /// The rows in another buffer, in order and without the bytes of those that were dropped. It
    /// takes over the room of this one, which is not to be used any more.
    RowBuffer compacted(RowLayout layout) {
        RowBuffer left = new RowBuffer();
        for (int i = 0; i < rows; i++) {
            byte[] page = page(addresses[i]);
            int at = offset(addresses[i]);
            int length = layout.length(page, at);
            left.add(length);
            System.arraycopy(page, at, left.page(), left.offset, length);
        }
        left.takeRoom(this);
        return left;
    }

    /// Takes what the other has more of, so that there is as much room as there was.
    private void takeRoom(RowBuffer other) {
        if (other.addresses.length > addresses.length) {
            System.arraycopy(addresses, 0, other.addresses, 0, rows);
            addresses = other.addresses;
        }
        pages = Arrays.copyOf(pages, Math.max(pages.length, other.pages.length));
        for (int p = kept; p < other.kept; p++) {
            if (other.pages[p].length == PAGE + RowBytes.SLACK) {
                pages[kept++] = other.pages[p];
            }
        }
    }

    /// Drops all rows and keeps their room for others.
    void clear() {
        for (int p = 0; p < kept; p++) {
            if (pages[p].length > PAGE + RowBytes.SLACK) {
                pages[p] = new byte[PAGE + RowBytes.SLACK]; // was for one long row
            }
        }
        pageCount = 0;
        used = PAGE;
        bytes = 0;
        rows = 0;
    }
}
