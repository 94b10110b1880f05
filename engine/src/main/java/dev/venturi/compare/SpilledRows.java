package dev.venturi.compare;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The rows of one of the [Partitions].
final class SpilledRows implements RowSource {
    private static final int CHUNK = 1 << 16;

    private final SpillFile file;
    private final List<Partitions.Extent> extents;
    private final TextRow row;
    private byte[] buffer = new byte[0];
    private int at;
    private int filled;
    private int extent;
    private long position;

    SpilledRows(SpillFile file, List<Partitions.Extent> extents, TextRow shape) {
        this.file = file;
        this.extents = extents;
        this.row = new TextRow(shape.keys(), shape.fields());
    }

    @Override
    public boolean next() {
        if (!fill(Integer.BYTES)) {
            return false;
        }
        int length = ByteBuffer.wrap(buffer).getInt(at);
        at += Integer.BYTES;
        fill(length);
        row.decode(row.fields(), buffer, at);
        at += length;
        return true;
    }

    /// Gets bytes into the buffer, in one piece.
    ///
    /// @return false when there are none left
    private boolean fill(int wanted) {
        while (filled - at < wanted) {
            if (extent == extents.size()) {
                return false;
            }
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
            at = 0;
            if (buffer.length < wanted || buffer.length == 0) {
                buffer = Arrays.copyOf(buffer, Math.max(wanted, CHUNK));
            }
            Partitions.Extent next = extents.get(extent);
            long from = Math.max(position, next.from());
            int length = (int) Math.min(buffer.length - filled, next.to() - from);
            file.read(ByteBuffer.wrap(buffer, filled, length), from);
            filled += length;
            position = from + length;
            if (position == next.to()) {
                extent++;
                position = 0;
            }
        }
        return true;
    }

    @Override
    public TextRow row() {
        return row;
    }

    @Override
    public void rewind() {
        at = 0;
        filled = 0;
        extent = 0;
        position = 0;
    }

    /// Holds nothing of its own.
    @Override
    public void close() {}
}
