package dev.venturi.aggregate;

/// What grouping did.
///
/// @param rows rows read
/// @param groups rows written
/// @param spilledBytes bytes put aside for lack of memory, in all
/// @param spilledPartitions parts of the groups that were put aside
/// @param workers threads that read and computed
/// @param seconds from the first byte read to the output's commit
public record GroupBySummary(
        long rows,
        long groups,
        long spilledBytes,
        int spilledPartitions,
        int workers,
        double seconds) {}
