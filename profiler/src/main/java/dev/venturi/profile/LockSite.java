package dev.venturi.profile;

import java.util.Optional;

/// Where threads wait for each other.
///
/// @param kind how
/// @param lockType class of the monitor, lock or blocker; empty when not recorded
/// @param site the application's line; empty when none stands on the stack
/// @param stack most frequent stack
/// @param group name of the group of threads that waits most here
/// @param times how many waits were recorded; short ones fall under the threshold
/// @param seconds together, in all threads
/// @param longestSeconds the longest of them
/// @param threads how many different threads
/// @param holders how many different threads were named as owners; 0 when not recorded
/// @param holder where an owner was seen working, by CPU samples in the time of the waits; empty
///   when none was
public record LockSite(
        LockKind kind,
        String lockType,
        Optional<Site> site,
        Stack stack,
        String group,
        long times,
        double seconds,
        double longestSeconds,
        int threads,
        int holders,
        Optional<Site> holder) {}
