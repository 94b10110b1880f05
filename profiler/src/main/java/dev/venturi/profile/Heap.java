package dev.venturi.profile;

import java.util.List;

/// The heap over time.
///
/// @param peakBytes highest use seen at a collection; 0 when not recorded
/// @param maxBytes what it may grow to; 0 when not recorded
/// @param peak what the peak consists of, largest first; empty when not recorded
/// @param liveSet what was in use after collections, in order of time
/// @param shape of [#liveSet]
/// @param growthBytesPerSecond slope of the live set over the second half of the recording; NaN
///   when unknown
/// @param gcSeconds the program stood still for collections
/// @param gcShare that time of the whole
/// @param collections how many
/// @param collector names of the collectors
/// @param pauses longest first, at most 100
public record Heap(
        long peakBytes,
        long maxBytes,
        List<HeapPart> peak,
        List<LivePoint> liveSet,
        Shape shape,
        double growthBytesPerSecond,
        double gcSeconds,
        double gcShare,
        long collections,
        String collector,
        List<GcPause> pauses) {
    /// Nothing was recorded.
    public static final Heap NONE =
            new Heap(0, 0, List.of(), List.of(), Shape.UNKNOWN, Double.NaN, 0, 0, 0, "", List.of());

    /// Copies the lists.
    public Heap {
        peak = List.copyOf(peak);
        liveSet = List.copyOf(liveSet);
        pauses = List.copyOf(pauses);
    }
}
