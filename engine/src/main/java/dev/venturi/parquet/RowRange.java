package dev.venturi.parquet;

/// Neighbouring rows of one row group that are to be read.
///
/// @param from position of the first in the file
/// @param to position behind the last
/// @param bytes what they take of all columns, as stored
record RowRange(long from, long to, long bytes) {
    /// The whole group.
    static RowRange all(RowGroupPart group) {
        return new RowRange(group.firstRow(), group.endRow(), group.bytes());
    }

    /// A part of a group, its bytes in proportion.
    static RowRange of(RowGroupPart group, long from, long to) {
        double share = (double) (to - from) / group.rows();
        return new RowRange(from, to, Math.round(group.bytes() * share));
    }

    long rows() {
        return to - from;
    }
}
