package dev.venturi.feature;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a run would do and need, found out before reading the table.
///
/// @param layout how the rows of entities lie, and how that was found out
/// @param files files of the table
/// @param bytes bytes of the input, as stored
/// @param rows about how many rows it has
/// @param rowsKnown whether the files say how many
/// @param splits pieces that are read independently
/// @param workers threads that read and compute
/// @param kernels which kernels would be used, and why
/// @param partitions parts by which rows are divided; 0 when they are not
/// @param predictedPeakBytes resident memory
/// @param spillBytes bytes written to temporary files
/// @param temporary where they would go; null: nowhere
/// @param usableBytes what is free there, where the system says
/// @param seconds about how long it takes
public record RunForecast(
        Layout layout,
        int files,
        long bytes,
        long rows,
        boolean rowsKnown,
        int splits,
        int workers,
        String kernels,
        int partitions,
        long predictedPeakBytes,
        long spillBytes,
        @Nullable Path temporary,
        OptionalLong usableBytes,
        double seconds) {}
