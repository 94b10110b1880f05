package dev.venturi.sort;

import dev.venturi.table.Schema;

/// What sorting did.
///
/// @param schema the columns written, with the types the whole input gave
/// @param rowsRead rows of the input
/// @param rows rows written
/// @param runs sorted pieces that were merged in the end; 1 when all rows fitted in memory
/// @param runsOnDisk pieces written to temporary files, those made by merging others included
/// @param spilledBytes bytes written to temporary files
/// @param predictedBytes of memory for this many rows of this length at most, as [SortMemory] knows
///   without sorting
/// @param restarts how often the table was read anew because a column held another type than was
///   assumed of it
/// @param overflowedToInfinity finite texts beyond the largest double
public record SortSummary(
        Schema schema,
        long rowsRead,
        long rows,
        int runs,
        int runsOnDisk,
        long spilledBytes,
        long predictedBytes,
        int restarts,
        long overflowedToInfinity) {}
