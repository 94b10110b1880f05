package dev.venturi.profile;

/// Threads whose names differ in numbers only: a pool, or one thread.
///
/// @param name with the last number replaced: `pool-1-thread-#`
/// @param threads how many different ones were seen
/// @param virtual whether they are virtual threads
/// @param samples valid CPU samples
/// @param cpuSeconds estimated from the samples
/// @param ioSeconds in reads and writes of files and sockets, as far as recorded
/// @param lockSeconds waiting for monitors and locks
/// @param waitSeconds parked, waiting or asleep otherwise, but for what follows
/// @param idleSeconds a pool's thread waiting for its next task
/// @param aliveSeconds of all of them together, each from when it was first seen to when it was
///   last
/// @param firstSecond when the first of them was first seen
/// @param lastSecond when the last of them was last seen
public record ThreadUse(
        String name,
        int threads,
        boolean virtual,
        long samples,
        double cpuSeconds,
        double ioSeconds,
        double lockSeconds,
        double waitSeconds,
        double idleSeconds,
        double aliveSeconds,
        double firstSecond,
        double lastSecond) {}
