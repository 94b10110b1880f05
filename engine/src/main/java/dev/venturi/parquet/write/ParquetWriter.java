package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.DescribedSink;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.TypeDefinedOrder;

/// Writes rows as a Parquet file: optional flat columns, a dictionary where it pays, checksums of
/// all pages, bounds of chunks and pages.
///
/// Columns keep the types of the [Schema]: doubles, whole numbers, booleans, nanoseconds in UTC or
/// without a zone, days, UTF-8. Nulls and empty texts are null; of NaN see
/// [ParquetOptions#nanIsMissing]. Memory: the encoded pages of one row group, [#GROUP_BYTES] at
/// most, the page being made of each column among them.
///
/// ```java
/// try (ParquetWriter writer = ParquetWriter.open("out.parquet", schema, ParquetOptions.DEFAULTS, false)) {
///     writer.write(batch);
///     writer.commit();
/// }
/// ```
public final class ParquetWriter implements DescribedSink {
    /// Bytes of a row group in memory after which it ends.
    public static final long GROUP_BYTES = 64L << 20;

    /// Of the page being made, beside its values: codes, levels, room to grow.
    private static final long PAGE_BYTES_PER_VALUE = 9;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;

    /// Rows that pass through the columns at once.
    private static final int PIECE = 4096;

    private final AtomicOutput output;
    private final OutputStream stream;
    private final Schema schema;
    private final ParquetOptions options;
    private final Pages pages;
    private final List<ColumnChunkWriter> columns = new ArrayList<>();
    private final PageIndexes indexes = new PageIndexes();
    private final List<RowGroup> groups = new ArrayList<>();
    private final List<KeyValue> metadata = new ArrayList<>();
    private long position;
    private long rows;
    private int groupRows;

    private ParquetWriter(AtomicOutput output, Schema schema, ParquetOptions options) {
        this.output = output;
        this.stream = output.stream();
        this.schema = schema;
        this.options = options;
        this.pages = new Pages(options.codec());
        for (Field field : schema.fields()) {
            columns.add(new ColumnChunkWriter(field, options, pages));
        }
    }

    /// Opens a file.
    ///
    /// @param target a path, or `-` for standard output
    /// @throws dev.venturi.table.UsageException when it exists and may not be replaced, when its
    ///   directory does not exist
    public static ParquetWriter open(
            String target, Schema schema, ParquetOptions options, boolean overwrite)
            throws IOException {
        return to(AtomicOutput.open(target, overwrite), schema, options);
    }

    /// Writes to an output opened before, which the writer commits or closes.
    public static ParquetWriter to(AtomicOutput output, Schema schema, ParquetOptions options)
            throws IOException {
        boolean begun = false;
        try {
            ParquetWriter writer = new ParquetWriter(output, schema, options);
            writer.put(MAGIC, MAGIC.length);
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                output.close();
            }
        }
    }

    /// Bytes that a writer holds at most: the pages of a row group, of each column what the page
    /// being made is made of.
    ///
    /// @param columns of eight bytes a value
    /// @param rows written, about
    public static long heldBytes(ParquetOptions options, int columns, long rows) {
        long group = 6L * columns * Math.min(rows, options.groupRows()); // compressed
        return Math.min(group, GROUP_BYTES)
                + PAGE_BYTES_PER_VALUE * columns * Math.min(rows, options.pageRows());
    }

    /// Adds a text to the key-value metadata of the footer.
    @Override
    public void describe(String key, String text) {
        metadata.add(new KeyValue(key).setValue(text));
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
            int left = Math.min(batch.rows() - row, options.groupRows() - groupRows);
            int n = Math.min(PIECE, left);
            long bytes = 0;
            for (int c = 0; c < columns.size(); c++) {
                ColumnChunkWriter column = columns.get(c);
                column.add(from.get(c), row, n);
                bytes += column.bytes();
            }
            row += n;
            groupRows += n;
            if (groupRows == options.groupRows() || bytes >= GROUP_BYTES) {
                endGroup();
            }
        }
    }

    private void endGroup() throws IOException {
        long start = position;
        long plain = 0;
        List<ColumnChunk> chunks = new ArrayList<>();
        for (ColumnChunkWriter column : columns) {
            ColumnChunk chunk = column.finish(stream, position, indexes);
            chunks.add(chunk);
            position += chunk.getMeta_data().getTotal_compressed_size();
            plain += chunk.getMeta_data().getTotal_uncompressed_size();
        }
        RowGroup group = new RowGroup(chunks, plain, groupRows);
        group.setFile_offset(start);
        group.setTotal_compressed_size(position - start);
        if (!options.sortedBy().isEmpty()) {
            group.setSorting_columns(sorting());
        }
        groups.add(group);
        rows += groupRows;
        groupRows = 0;
    }

    private List<SortingColumn> sorting() {
        return options.sortedBy().stream()
                .map(name -> new SortingColumn(schema.indexOf(name), false, false))
                .toList();
    }

    @Override
    public void commit() throws IOException {
        if (groupRows > 0) {
            endGroup();
        }
        position += indexes.write(stream, position);
        Bytes footer = new Bytes(1 << 12);
        int length = Thrift.write(footer(), footer);
        footer.putInt(length);
        put(footer.array(), footer.length());
        put(MAGIC, MAGIC.length);
        output.commit();
    }

    private FileMetaData footer() {
        FileMetaData footer =
                new FileMetaData(VERSION, ParquetTypes.elements(schema), rows, groups);
        footer.setCreated_by(options.createdBy());
        footer.setColumn_orders(
                columns.stream().map(_ -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())).toList());
        if (!metadata.isEmpty()) {
            footer.setKey_value_metadata(metadata);
        }
        return footer;
    }

    private void put(byte[] bytes, int length) throws IOException {
        stream.write(bytes, 0, length);
        position += length;
    }

    @Override
    public void close() {
        pages.close();
        output.close();
    }
}
