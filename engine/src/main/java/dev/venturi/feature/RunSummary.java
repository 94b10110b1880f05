package dev.venturi.feature;

import dev.venturi.table.Field;
import java.util.List;

/// What a run did: measured, not estimated, but for the predicted peak.
///
/// @param rows rows read
/// @param rowsKept those of them that satisfy the conditions
/// @param rowGroupsSkipped row groups not read since no row of theirs can satisfy them
/// @param filesSkipped files of which nothing was read for the same reason
/// @param entities rows written
/// @param outputRows rows written: of each entity one, or one for each of its cut-offs
/// @param files files read
/// @param bytes bytes of the input, as stored
/// @param seconds from the first byte read to the output's commit
/// @param workers threads that read and computed
/// @param kernels which kernels were used, and why
/// @param predictedPeakBytes resident memory expected before the run
/// @param spillBytes bytes written to temporary files
/// @param layout how entities lie in the table, and how that was found out
/// @param unprotectedFiles files that carry no checksum, in which flipped bits cannot be noticed
/// @param ties rows that tie with the row before them in every order column
/// @param sortedEntities entities whose rows had to be put in order
/// @param overflowedToInfinity finite texts beyond the largest double, read as infinity
/// @param readAgain splits whose guessed start was wrong and which were read again
/// @param restarts runs begun again because a column turned out to be of another type
/// @param valueFields the columns features were computed of, with their final types
/// @param warnings sentences for the user
public record RunSummary(
        long rows,
        long rowsKept,
        long rowGroupsSkipped,
        int filesSkipped,
        long entities,
        long outputRows,
        int files,
        long bytes,
        double seconds,
        int workers,
        String kernels,
        long predictedPeakBytes,
        long spillBytes,
        Layout layout,
        int unprotectedFiles,
        long ties,
        long sortedEntities,
        long overflowedToInfinity,
        int readAgain,
        int restarts,
        List<Field> valueFields,
        List<String> warnings) {
    public RunSummary {
        valueFields = List.copyOf(valueFields);
        warnings = List.copyOf(warnings);
    }
}
