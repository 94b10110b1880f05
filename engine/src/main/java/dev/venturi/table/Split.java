package dev.venturi.table;

/// A piece of a table that can be read on its own: a byte range of a CSV file, a row group of a
/// Parquet file.
///
/// @param file index of the file in the table's order
/// @param from first position; in CSV a byte offset that need not be the start of a row
/// @param to position after the last; a row belongs to the split in which it begins
/// @param exact whether `from` is known to be the start of a row; otherwise the reader looks for
///   the next one, and its guess is checked against where the split before it ended
public record Split(int file, long from, long to, boolean exact) {}
