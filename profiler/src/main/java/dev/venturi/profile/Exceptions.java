package dev.venturi.profile;

import java.util.List;

/// The exceptions of a run.
///
/// @param thrown all throwables made in the time of the recording; -1 when not recorded
/// @param sites most frequent first
public record Exceptions(long thrown, List<ExceptionSite> sites) {
    /// Nothing was recorded.
    public static final Exceptions NONE = new Exceptions(-1, List.of());

    /// Copies the list.
    public Exceptions {
        sites = List.copyOf(sites);
    }
}
