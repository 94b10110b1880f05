package dev.venturi.parquet;

/// One row group of a file.
///
/// @param index its place in the file, from 0
/// @param firstRow rows of the file before it
/// @param rows rows of it
/// @param bytes bytes of all its columns, as stored
/// @param chunks by leaf of the schema
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
record RowGroupPart(int index, long firstRow, long rows, long bytes, Chunk[] chunks) {
    long endRow() {
        return firstRow + rows;
    }
}
