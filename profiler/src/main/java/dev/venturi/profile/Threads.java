package dev.venturi.profile;

import java.util.List;

/// The threads of the program.
///
/// @param groups most CPU time first
/// @param peak most live platform threads at a time; 0 when not recorded
/// @param started platform threads started in the recording
/// @param virtualSeen whether a virtual thread was seen
/// @param pinned how often a virtual thread kept its carrier while it waited
/// @param pinnedSeconds for how long
/// @param busyShare `busyShare[k]` is the share of time slices (100 ms) in which CPU samples hit k
///   different threads; the last entry holds all above it; empty without samples
/// @param busyMean mean of that number; NaN without samples
public record Threads(
        List<ThreadUse> groups,
        int peak,
        long started,
        boolean virtualSeen,
        long pinned,
        double pinnedSeconds,
        List<Double> busyShare,
        double busyMean) {
    /// Nothing is known of threads.
    public static final Threads NONE =
            new Threads(List.of(), 0, 0, false, 0, 0, List.of(), Double.NaN);

    /// Copies the lists.
    public Threads {
        groups = List.copyOf(groups);
        busyShare = List.copyOf(busyShare);
    }
}
