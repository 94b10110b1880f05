package dev.venturi.profile;

import java.util.Optional;

/// A part of what the heap holds at its peak.
///
/// @param type of the objects; in parentheses what is no type, as objects that were no longer alive
///   when the recording looked
/// @param bytes how much; see [Exactness]
/// @param share of the peak
/// @param holder the field, variable or root that keeps them, such as `Prices.cache`; empty when
///   not known
/// @param site the line that allocated them, where known
/// @param exactness how good the figure is
public record HeapPart(
        String type,
        long bytes,
        double share,
        String holder,
        Optional<Site> site,
        Exactness exactness) {
    /// How good a figure is.
    public enum Exactness {
        /// Objects were counted by a full collection.
        COUNTED,
        /// Sampled objects that were alive at the end of the recording: each stands for itself and
        /// an equal part of the rest. Rough, for JFR does not say what a sample stands for.
        SAMPLED
    }
}
