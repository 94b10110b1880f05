package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;

/// The page indexes of all chunks, kept as bytes until they are written before the footer.
final class PageIndexes {
    /// Which bytes are whose.
    private record Entry(ColumnChunk chunk, boolean isBounds, int length) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Bytes bytes = new Bytes(1024);

    /// Adds those of a chunk.
    ///
    /// @param data where its first data page stands in the file
    void add(ColumnChunk chunk, PageIndex index, long data) {
        ColumnIndex bounds = index.bounds();
        if (bounds != null) {
            entries.add(new Entry(chunk, true, Thrift.write(bounds, bytes)));
        }
        entries.add(new Entry(chunk, false, Thrift.write(index.offsets(data), bytes)));
    }

    /// Writes them and tells the chunks where they stand.
    ///
    /// @param offset where that is in the file
    /// @return bytes
    int write(OutputStream out, long offset) throws IOException {
        long at = offset;
        for (Entry entry : entries) {
            if (entry.isBounds) {
                entry.chunk.setColumn_index_offset(at);
                entry.chunk.setColumn_index_length(entry.length);
            } else {
                entry.chunk.setOffset_index_offset(at);
                entry.chunk.setOffset_index_length(entry.length);
            }
            at += entry.length;
        }
        out.write(bytes.array(), 0, bytes.length());
        return bytes.length();
    }
}
