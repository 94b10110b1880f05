package dev.venturi.parquet.write;

import java.util.List;

/// How a Parquet file is written.
///
/// @param codec how pages are compressed
/// @param nanIsMissing whether NaN in a column of doubles is a missing value and becomes null;
///   otherwise it is a computed NaN and stays one
/// @param sortedBy names of the columns by which the rows stand in ascending order, which the
///   writer believes; empty when nothing is known
/// @param createdBy what made the file, as `venturi version 0.1.0`
/// @param groupRows rows of a row group at most; it ends sooner when its pages take
///   [ParquetWriter#GROUP_BYTES]
/// @param pageRows rows of a page
public record ParquetOptions(
        ParquetCodec codec,
        boolean nanIsMissing,
        List<String> sortedBy,
        String createdBy,
        int groupRows,
        int pageRows) {
    /// Zstandard, NaN is missing, 131,072 rows a group and 32,768 a page.
    public static final ParquetOptions DEFAULTS =
            new ParquetOptions(ParquetCodec.ZSTD, true, List.of(), "venturi", 1 << 17, 1 << 15);

    public ParquetOptions {
        sortedBy = List.copyOf(sortedBy);
        if (groupRows < 1 || pageRows < 1) {
            throw new IllegalArgumentException(
                    "%d rows a group, %d a page: expected 1 or more"
                            .formatted(groupRows, pageRows));
        }
    }

    /// The same with another compression.
    public ParquetOptions withCodec(ParquetCodec other) {
        return new ParquetOptions(other, nanIsMissing, sortedBy, createdBy, groupRows, pageRows);
    }

    /// The same with another meaning of NaN.
    public ParquetOptions withNanIsMissing(boolean missing) {
        return new ParquetOptions(codec, missing, sortedBy, createdBy, groupRows, pageRows);
    }

    /// The same for rows in the order of some columns.
    public ParquetOptions withSortedBy(List<String> columns) {
        return new ParquetOptions(codec, nanIsMissing, columns, createdBy, groupRows, pageRows);
    }

    /// The same with another maker.
    public ParquetOptions withCreatedBy(String maker) {
        return new ParquetOptions(codec, nanIsMissing, sortedBy, maker, groupRows, pageRows);
    }

    /// The same with other sizes.
    public ParquetOptions withRows(int group, int page) {
        return new ParquetOptions(codec, nanIsMissing, sortedBy, createdBy, group, page);
    }
}
