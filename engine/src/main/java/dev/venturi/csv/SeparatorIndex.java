package dev.venturi.csv;

import dev.venturi.kernel.FieldKernels;
import java.util.Arrays;

/// Where fields and rows end in a buffer: the tokenizer of the usual dialect (RFC 4180 with any
/// one-byte delimiter).
///
/// Blocks of 64 bytes without a quote are turned into bit masks of delimiters and line feeds by the
/// kernels, and the masks into positions; a block with a quote, and what is inside quotes, goes
/// through a state machine byte by byte. A quote counts only as the first byte of a field; anywhere
/// else in an unquoted field it is text.
final class SeparatorIndex {
    /// What may come next: a field that is not quoted, ...
    private static final int PLAIN = 0;

    /// ... the inside of quotes, ...
    private static final int QUOTED = 1;

    /// ... a second quote or the end of the field, ...
    private static final int CLOSED = 2;

    /// ... the line feed of a line end.
    private static final int RETURNED = 3;

    private final byte delimiter;
    private final FieldKernels kernels;
    private long[] separators = {};
    private long[] lineFeeds = {};
    private long[] quotes = {};

    /// Positions of all separators in the buffer, `[count]`; the first is the position before the
    /// first byte of the first row that has not been given up by [#restart].
    int[] at = new int[1024];

    int count;

    /// For each whole row the index into [#at] of the line feed that ends it, `[rows]`.
    int[] rowEnd = new int[256];

    int rows;

    /// Buffer position of a byte that may not follow a closing quote; -1 when there is none. The
    /// index ends there.
    int malformedAt = -1;

    /// Buffer position of the quote that was opened last.
    int quoteAt;

    private int state = PLAIN;

    SeparatorIndex(byte delimiter, FieldKernels kernels) {
        this.delimiter = delimiter;
        this.kernels = kernels;
    }

    /// Begins anew with a row whose first byte is at this position of the buffer.
    void begin(int firstByte) {
        at[0] = firstByte - 1;
        count = 1;
        rows = 0;
        state = PLAIN;
        malformedAt = -1;
    }

    /// Gives up all whole rows; the separators of the row that has only begun move to the front.
    void restart() {
        if (rows > 0) {
            int from = rowEnd[rows - 1];
            System.arraycopy(at, from, at, 0, count - from);
            count -= from;
            rows = 0;
        }
    }

    /// Follows bytes that were moved in the buffer; whole rows must have been given up.
    void shift(int by) {
        for (int i = 0; i < count; i++) {
            at[i] += by;
        }
        quoteAt += by;
    }

    /// Whether the last byte was inside quotes.
    boolean isInsideQuotes() {
        return state == QUOTED;
    }

    /// Ends a last row that has no line feed.
    void endAt(int position) {
        reserve(1);
        endRow(position);
        state = PLAIN;
    }

    /// Adds the separators of `[from, to)`; at least 64 readable bytes must follow `to`.
    void add(byte[] bytes, int from, int to) {
        reserve(to - from);
        int n = count;
        int r = rows;
        int[] positions = at;
        int[] ends = rowEnd;
        int blocks = (to - from + FieldKernels.BLOCK - 1) / FieldKernels.BLOCK;
        mark(bytes, from, blocks);
        for (int b = 0; b < blocks; b++) {
            int p = from + FieldKernels.BLOCK * b;
            if (quotes[b] != 0 || state != PLAIN) {
                count = n;
                rows = r;
                step(bytes, p, Math.min(p + FieldKernels.BLOCK, to));
                if (malformedAt >= 0) {
                    return;
                }
                n = count;
                r = rows;
                continue;
            }
            long any = separators[b];
            long feeds = lineFeeds[b];
            if (to - p < FieldKernels.BLOCK) {
                long inside = (1L << (to - p)) - 1;
                any &= inside;
                feeds &= inside;
            }
            int before = n;
            n += Long.bitCount(any);
            for (long rest = feeds; rest != 0; rest &= rest - 1) {
                long lowest = rest & -rest;
                ends[r++] = before + Long.bitCount(any & (lowest - 1));
            }
            for (int i = before; any != 0; i += 4) {
                positions[i] = p + Long.numberOfTrailingZeros(any);
                any &= any - 1;
                positions[i + 1] = p + Long.numberOfTrailingZeros(any);
                any &= any - 1;
                positions[i + 2] = p + Long.numberOfTrailingZeros(any);
                any &= any - 1;
                positions[i + 3] = p + Long.numberOfTrailingZeros(any);
                any &= any - 1;
            }
        }
        count = n;
        rows = r;
    }

    private void mark(byte[] bytes, int from, int blocks) {
        if (separators.length < blocks) {
            separators = new long[blocks];
            lineFeeds = new long[blocks];
            quotes = new long[blocks];
        }
        kernels.mark(bytes, from, blocks, delimiter, separators, lineFeeds, quotes);
    }

    private void step(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p++) {
            byte b = bytes[p];
            switch (state) {
                case PLAIN -> {
                    if (b == delimiter) {
                        at[count++] = p;
                    } else if (b == '\n') {
                        endRow(p);
                    } else if (b == '"' && at[count - 1] == p - 1) {
                        state = QUOTED;
                        quoteAt = p;
                    }
                }
                case QUOTED -> state = b == '"' ? CLOSED : QUOTED;
                default -> {
                    if (b == '"' && state == CLOSED) {
                        state = QUOTED;
                    } else if (b == delimiter && state == CLOSED) {
                        at[count++] = p;
                        state = PLAIN;
                    } else if (b == '\n') {
                        endRow(p);
                        state = PLAIN;
                    } else if (b == '\r' && state == CLOSED) {
                        state = RETURNED;
                    } else {
                        malformedAt = p;
                        return;
                    }
                }
            }
        }
    }

    private void endRow(int position) {
        rowEnd[rows++] = count;
        at[count++] = position;
    }

    private void reserve(int bytes) {
        // every byte may be a separator, and the last block writes up to three too many
        if (count + bytes + 68 > at.length) {
            at = Arrays.copyOf(at, Math.max(at.length * 2, count + bytes + 68));
        }
        if (rows + bytes + 68 > rowEnd.length) {
            rowEnd = Arrays.copyOf(rowEnd, Math.max(rowEnd.length * 2, rows + bytes + 68));
        }
    }
}
