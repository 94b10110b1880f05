package dev.venturi.profile;

/// A part of the program's work and what it spends its time on.
///
/// The four kinds of time are sums over the threads that took part; together they may be less than
/// [#threadSeconds], since waits below the thresholds of the recording are not seen.
///
/// @param name of the phase
/// @param source where the phase comes from
/// @param seconds by the clock, from its first sign of life to its last; of a phase that ran in
///   several pieces their sum
/// @param threadSeconds time of the threads that took part, waiting included
/// @param cpuSeconds on a core
/// @param ioSeconds in reads and writes of files and sockets
/// @param lockSeconds waiting for monitors and locks
/// @param waitSeconds parked, waiting or asleep otherwise
/// @param bound which of them has most
/// @param evidence the figures behind [#bound], as a sentence
public record Phase(
        String name,
        Source source,
        double seconds,
        double threadSeconds,
        double cpuSeconds,
        double ioSeconds,
        double lockSeconds,
        double waitSeconds,
        Bound bound,
        String evidence) {
    /// Where a phase comes from.
    public enum Source {
        /// A thread, or a pool of threads whose names differ in numbers only.
        THREADS,
        /// A stage that the program itself told of: events `venturi.*`.
        STAGE,
        /// A method that the user named.
        METHOD
    }
}
