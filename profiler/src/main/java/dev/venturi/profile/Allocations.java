package dev.venturi.profile;

import java.util.List;

/// What the program allocates.
///
/// @param bytes estimated total; 0 when not recorded
/// @param bytesPerSecond over the whole recording
/// @param samples number of samples behind it
/// @param sites most bytes first
public record Allocations(
        double bytes, double bytesPerSecond, long samples, List<AllocationSite> sites) {
    /// Nothing was recorded.
    public static final Allocations NONE = new Allocations(0, 0, 0, List.of());

    /// Copies the list.
    public Allocations {
        sites = List.copyOf(sites);
    }
}
