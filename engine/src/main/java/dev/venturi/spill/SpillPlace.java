package dev.venturi.spill;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where and how much may be written to temporary files.
///
/// @param directory in which they are made; null: nowhere, so that a table that needs them is
///   refused
/// @param limit bytes of them at most
public record SpillPlace(@Nullable Path directory, long limit) {
    /// No temporary files at all.
    public static final SpillPlace NONE = new SpillPlace(null, 0);
}
