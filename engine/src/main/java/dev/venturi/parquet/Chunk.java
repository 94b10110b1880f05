package dev.venturi.parquet;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// One column of one row group, as the footer describes it.
///
/// @param start where its first page begins
/// @param length bytes of its pages, headers included
/// @param values how many it holds, missing ones included
/// @param unreadable why it cannot be read, if so: found and expected
/// @param statistics as the writer gave them, not to be believed blindly
/// @param columnIndex where the bounds of its pages stand; of no length when they do not
/// @param offsetIndex where it stands which rows its pages hold
record Chunk(
        @Nullable Type stored,
        @Nullable CompressionCodec codec,
        List<String> path,
        long start,
        long length,
        long values,
        @Nullable String unreadable,
        @Nullable Statistics statistics,
        Place columnIndex,
        Place offsetIndex) {

    /// Bytes of the file.
    record Place(long at, int length) {
        static final Place NOWHERE = new Place(0, 0);
    }

    /// Whether the file has an index of its pages.
    boolean hasIndex() {
        return columnIndex.length > 0 && offsetIndex.length > 0;
    }

    /// The chunk of a footer.
    static Chunk of(ColumnChunk chunk) {
        ColumnMetaData data = chunk.getMeta_data();
        String unreadable = null;
        if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
            unreadable = "the column is encrypted; decrypt the file first";
        } else if (data == null) {
            unreadable = "the footer does not say where the column is; write the file again";
        } else if (chunk.getFile_path() != null) {
            unreadable =
                    "the column stands in another file (\"%s\"), which is not followed; write"
                                    .formatted(chunk.getFile_path())
                            + " the table as files of their own";
        }
        if (data == null) {
            return new Chunk(
                    null, null, List.of(), 0, 0, 0, unreadable, null, Place.NOWHERE, Place.NOWHERE);
        }
        long first = data.getData_page_offset();
        long dictionary = data.getDictionary_page_offset(); // 0 where it is not given
        return new Chunk(
                data.getType(),
                data.getCodec(),
                data.getPath_in_schema(),
                dictionary > 0 && dictionary < first ? dictionary : first,
                data.getTotal_compressed_size(),
                data.getNum_values(),
                unreadable,
                data.getStatistics(),
                new Place(chunk.getColumn_index_offset(), chunk.getColumn_index_length()),
                new Place(chunk.getOffset_index_offset(), chunk.getOffset_index_length()));
    }

    /// Holds what the footer says against the file.
    ///
    /// @param rows rows of the row group
    /// @param end where the footer begins
    /// @throws MalformedDataException when the chunk cannot be what its column needs
    void check(Position place, FlatColumn column, long rows, long end) {
        if (unreadable != null) {
            throw new MalformedDataException(place, unreadable);
        }
        if (stored != column.stored() || !path.equals(List.of(column.name()))) {
            throw new MalformedDataException(
                    place,
                    "expected a chunk of %s %s, found %s %s; write the file again"
                            .formatted(
                                    column.name(),
                                    column.stored(),
                                    String.join(".", path),
                                    Objects.toString(stored)));
        }
        if (start < ParquetFooter.MAGIC_BYTES || length < 0 || length > end - start) {
            throw new MalformedDataException(
                    place,
                    "its pages are said to be bytes %,d to %,d where the file has data up to %,d; get the file again"
                            .formatted(start, start + length, end));
        }
        if (values != rows) {
            throw new MalformedDataException(
                    place,
                    "expected %,d values, as many as the row group has rows, found %,d; get the file again"
                            .formatted(rows, values));
        }
    }
}
