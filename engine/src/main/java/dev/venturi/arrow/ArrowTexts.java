package dev.venturi.arrow;

import dev.venturi.arrow.ArrowField.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The texts of a column or a dictionary: where each begins and ends in an array.
final class ArrowTexts {
    static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int VIEW = 16;
    private static final int INLINE = 12;

    private final ArrowBytes file;
    private final Kind kind;
    private final ArrowBuffer offsets;
    private final ArrowBuffer[] data;

    /// The bytes, the text of row i being `bytes[i][start[i] .. end[i])`.
    byte[][] bytes = {};

    int[] start = {};
    int[] end = {};

    /// @param first the buffer behind the validity
    /// @param view place among the columns with buffers of their own number
    ArrowTexts(ArrowBytes file, ArrowBatch batch, Kind kind, long first, int view) {
        this.file = file;
        this.kind = kind;
        this.offsets = batch.buffer(first);
        this.data = new ArrowBuffer[kind == Kind.TEXT_VIEW ? batch.dataBuffers(view) : 1];
        for (int d = 0; d < data.length; d++) {
            data[d] = batch.buffer(first + 1 + d);
        }
    }

    /// Reads the texts of some rows.
    void read(long row, int n) {
        int width =
                switch (kind) {
                    case TEXT -> Integer.BYTES;
                    case LARGE_TEXT -> Long.BYTES;
                    default -> VIEW;
                };
        if (n > offsets.length() / width) { // before memory is taken for them
            throw file.malformed("texts of %d rows are not all there".formatted(n));
        }
        if (start.length < n) {
            bytes = new byte[n][];
            start = new int[n];
            end = new int[n];
        }
        if (n == 0) {
            return;
        }
        if (kind == Kind.TEXT_VIEW) {
            views(row, n);
        } else {
            slices(row, n, width);
        }
    }

    private void slices(long row, int n, int width) {
        offsets.slice(row * width, (n + 1L) * width);
        long first = offset(0, width);
        long last = offset(n, width);
        data[0].slice(first, last - first);
        byte[] source = data[0].bytes;
        long shift = data[0].from - first;
        long before = first;
        for (int i = 0; i < n; i++) {
            long behind = offset(i + 1, width);
            if (behind < before || behind > last) {
                throw file.malformed("texts overlap; the file is damaged");
            }
            bytes[i] = source;
            start[i] = (int) (before + shift);
            end[i] = (int) (behind + shift);
            before = behind;
        }
    }

    private long offset(int i, int width) {
        int at = offsets.from + i * width;
        return width == Integer.BYTES
                ? (int) INTS.get(offsets.bytes, at)
                : (long) LONGS.get(offsets.bytes, at);
    }

    private void views(long row, int n) {
        offsets.slice(row * VIEW, (long) n * VIEW);
        byte[] views = offsets.bytes;
        for (int i = 0; i < n; i++) {
            int at = offsets.from + i * VIEW;
            int length = (int) INTS.get(views, at);
            if (length >= 0 && length <= INLINE) {
                bytes[i] = views;
                start[i] = at + Integer.BYTES;
            } else {
                int buffer = (int) INTS.get(views, at + 8);
                if (buffer < 0 || buffer >= data.length) {
                    throw file.malformed("a text in a buffer that is not there");
                }
                ArrowBuffer texts = data[buffer];
                if (texts.bytes.length == 0) {
                    texts.slice(0, texts.length());
                }
                int offset = (int) INTS.get(views, at + INLINE);
                if (length < 0 || offset < 0 || length > texts.length() - offset) {
                    throw file.malformed("a text does not fit into its buffer");
                }
                bytes[i] = texts.bytes;
                start[i] = texts.from + offset;
            }
            end[i] = start[i] + length;
        }
    }

    /// These texts and those of another behind them.
    ///
    /// @param size how many these are
    ArrowTexts followedBy(int size, ArrowTexts more, int count) {
        bytes = Arrays.copyOf(bytes, size + count);
        start = Arrays.copyOf(start, size + count);
        end = Arrays.copyOf(end, size + count);
        System.arraycopy(more.bytes, 0, bytes, size, count);
        System.arraycopy(more.start, 0, start, size, count);
        System.arraycopy(more.end, 0, end, size, count);
        return this;
    }
}
