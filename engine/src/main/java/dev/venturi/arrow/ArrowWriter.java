package dev.venturi.arrow;

import dev.venturi.bytes.Bytes;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.DescribedSink;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes rows as an Arrow IPC file (Feather, version 2): nullable flat columns, not compressed, so
/// that readers can map it into memory.
///
/// Columns keep the types of the [Schema]: doubles, whole numbers, booleans, nanoseconds in UTC or
/// without a zone, days, UTF-8. Nulls and empty texts are null. Memory: one record batch, 65,536
/// rows or 64 MiB. The format has no checksums.
public final class ArrowWriter implements DescribedSink {
    /// What a file begins and ends with.
    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /// What stands before the length of a message.
    static final int CONTINUATION = -1;

    private static final int ALIGNMENT = 8;
    private static final int BATCH_ROWS = 1 << 16;
    private static final long BATCH_BYTES = 64L << 20;

    private final AtomicOutput output;
    private final OutputStream stream;
    private final Schema schema;
    private final List<ArrowColumn> columns = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<ArrowMessages.Place> batches = new ArrayList<>();
    private long position;
    private int rows;

    /// Bytes that a writer holds at most: a record batch, in arrays that grow by doubling.
    ///
    /// @param columns of eight bytes a value
    /// @param rows written, about
    public static long heldBytes(int columns, long rows) {
        return 2 * Math.min(9L * columns * Math.min(rows, BATCH_ROWS), BATCH_BYTES);
    }

    private ArrowWriter(AtomicOutput output, Schema schema, boolean nanIsMissing) {
        this.output = output;
        this.stream = output.stream();
        this.schema = schema;
        for (Field field : schema.fields()) {
            columns.add(new ArrowColumn(field.type(), nanIsMissing));
        }
    }

    /// Opens a file.
    ///
    /// @param target a path, or `-` for standard output
    /// @param nanIsMissing whether NaN is a missing value and becomes null, else it stays NaN
    /// @throws dev.venturi.table.UsageException when it exists and may not be replaced, when its
    ///   directory does not exist
    public static ArrowWriter open(
            String target, Schema schema, boolean nanIsMissing, boolean overwrite)
            throws IOException {
        return to(AtomicOutput.open(target, overwrite), schema, nanIsMissing);
    }

    /// Writes to an output opened before, which the writer commits or closes.
    public static ArrowWriter to(AtomicOutput output, Schema schema, boolean nanIsMissing)
            throws IOException {
        boolean begun = false;
        try {
            ArrowWriter writer = new ArrowWriter(output, schema, nanIsMissing);
            writer.begin();
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                output.close();
            }
        }
    }

    private void begin() throws IOException {
        put(MAGIC, MAGIC.length);
        pad();
        putMessage(ArrowMessages.schema(schema));
    }

    @Override
    public void describe(String key, String text) {
        texts.put(key, text);
    }

    @Override
    public boolean keepsTypes() {
        return true;
    }

    @Override
    public void write(Batch batch) throws IOException {
        List<Column> from = batch.columns();
        if (from.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "%d columns, expected %d".formatted(from.size(), columns.size()));
        }
        int row = 0;
        while (row < batch.rows()) {
            int n = Math.min(ArrowColumn.PIECE, Math.min(batch.rows() - row, BATCH_ROWS - rows));
            long bytes = 0;
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).add(from.get(c), row, n);
                bytes += columns.get(c).bytes();
            }
            row += n;
            rows += n;
            if (rows == BATCH_ROWS || bytes >= BATCH_BYTES) {
                endBatch();
            }
        }
    }

    private void endBatch() throws IOException {
        int[] nulls = new int[columns.size()];
        List<Bytes> buffers = new ArrayList<>();
        List<long[]> places = new ArrayList<>();
        long body = 0;
        for (int c = 0; c < nulls.length; c++) {
            nulls[c] = columns.get(c).nulls();
            for (Bytes buffer : columns.get(c).buffers()) {
                buffers.add(buffer);
                places.add(new long[] {body, buffer.length()});
                body += aligned(buffer.length());
            }
        }
        long start = position;
        putMessage(ArrowMessages.rows(rows, nulls, places, body));
        int metadata = (int) (position - start);
        for (Bytes buffer : buffers) {
            put(buffer.array(), buffer.length());
            pad();
        }
        batches.add(new ArrowMessages.Place(start, metadata, body));
        columns.forEach(ArrowColumn::clear);
        rows = 0;
    }

    @Override
    public void commit() throws IOException {
        if (rows > 0) {
            endBatch();
        }
        Bytes end = new Bytes(1 << 10);
        end.putInt(CONTINUATION);
        end.putInt(0);
        ByteBuffer footer = ArrowMessages.footer(schema, texts, batches);
        int length = footer.remaining();
        end.write(footer.array(), footer.arrayOffset() + footer.position(), length);
        end.putInt(length);
        end.write(MAGIC, 0, MAGIC.length);
        put(end.array(), end.length());
        output.commit();
    }

    private void putMessage(ByteBuffer message) throws IOException {
        Bytes bytes = new Bytes(message.remaining() + 2 * ALIGNMENT);
        bytes.putInt(CONTINUATION);
        bytes.putInt((int) aligned(message.remaining()));
        int from = message.arrayOffset() + message.position();
        bytes.write(message.array(), from, message.remaining());
        put(bytes.array(), bytes.length());
        pad();
    }

    private static long aligned(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void pad() throws IOException {
        put(new byte[ALIGNMENT], (int) (aligned(position) - position));
    }

    private void put(byte[] bytes, int length) throws IOException {
        stream.write(bytes, 0, length);
        position += length;
    }

    @Override
    public void close() {
        output.close();
    }
}
