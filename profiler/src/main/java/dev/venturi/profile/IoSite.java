package dev.venturi.profile;

import java.util.Optional;

/// What a line reads from a file or connection, or writes to it.
///
/// @param kind what is done
/// @param path the file, or host:port, secrets replaced; where a line touches very many, what they
///   have in common and an asterisk
/// @param site the application's line; empty when none stands on the stack
/// @param stack most frequent stack
/// @param threads name of the group of threads with most of it
/// @param calls how many; see [#sampled]
/// @param bytes together
/// @param seconds together, in all threads
/// @param smallCalls of these calls, how many moved fewer than [#SMALL_BYTES] bytes
/// @param passes how often a file was read to its end; 0 for other kinds
/// @param files how many different files or connections
/// @param sampled whether the recording limits the rate of such events or leaves out short ones, so
///   that calls, bytes and seconds are lower bounds
public record IoSite(
        IoKind kind,
        String path,
        Optional<Site> site,
        Stack stack,
        String threads,
        long calls,
        long bytes,
        double seconds,
        long smallCalls,
        long passes,
        long files,
        boolean sampled) {
    /// A call that moves fewer bytes is small: its cost is the call.
    public static final int SMALL_BYTES = 512;
}
