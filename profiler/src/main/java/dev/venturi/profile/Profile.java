package dev.venturi.profile;

import java.util.List;
import java.util.Set;

/// All that one recording says about a program; what rules judge and reports show.
///
/// @param capture how it was made and how far to trust it
/// @param cpu where CPU time goes
/// @param phases most time first
/// @param threads the threads and how many worked at a time
/// @param allocations what is allocated, where
/// @param heap the heap over time and what its peak consists of
/// @param leaks largest first
/// @param io most seconds first
/// @param locks most seconds first
/// @param exceptions where they are thrown
/// @param timeline figures over time
/// @param engine what our own events tell; empty for other programs
/// @param counts exact numbers of calls, where they were asked for
/// @param events names of the events that were recorded, `jdk.FileRead`: an event that is missing
///   here was switched off, or does not exist in that JVM, or never happened
/// @param enabled names of the events that were switched on, as far as the recording tells
/// @param notSeen what this recording cannot show, one sentence each, with the cure
public record Profile(
        Capture capture,
        Cpu cpu,
        List<Phase> phases,
        Threads threads,
        Allocations allocations,
        Heap heap,
        List<Leak> leaks,
        List<IoSite> io,
        List<LockSite> locks,
        Exceptions exceptions,
        Timeline timeline,
        List<EngineStage> engine,
        List<MethodCount> counts,
        Set<String> events,
        Set<String> enabled,
        List<String> notSeen) {
    /// Copies the collections.
    public Profile {
        phases = List.copyOf(phases);
        leaks = List.copyOf(leaks);
        io = List.copyOf(io);
        locks = List.copyOf(locks);
        engine = List.copyOf(engine);
        counts = List.copyOf(counts);
        events = Set.copyOf(events);
        enabled = Set.copyOf(enabled);
        notSeen = List.copyOf(notSeen);
    }

    /// Whether an event was switched on, so that its absence means that nothing happened.
    public boolean watched(String event) {
        return enabled.contains(event) || events.contains(event);
    }
}
