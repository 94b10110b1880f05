package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.util.List;

/// What bounded the time of a run, computed from what its stages took.
///
/// @param criticalPath the stages that follow each other and took longest together: no number of
///   workers makes the run shorter than they
/// @param criticalTime what they took
/// @param work what all stages took
/// @param width stages that could run at once at most, were there workers enough: the most of which
///   none needs another
/// @param workers stages that could run at once
/// @param attainable the lesser of width and workers
/// @param attained stages that ran at once on average: work by elapsed time
/// @param halvings what half the time of each stage would save of the run, most first
public record Parallelism(
        List<String> criticalPath,
        Duration criticalTime,
        Duration work,
        int width,
        int workers,
        int attainable,
        double attained,
        List<Halving> halvings) {
    public Parallelism {
        criticalPath = List.copyOf(criticalPath);
        halvings = List.copyOf(halvings);
    }

    /// One stage made twice as fast, and the run scheduled again with the same workers: what that
    /// saves is never more than half of the stage, and nothing beside the critical path as long as
    /// workers abound. It can be less than nothing: with few workers another order of stages may be
    /// a worse one (Graham 1969).
    ///
    /// @param saved of the elapsed time
    public record Halving(String stage, Duration saved) {}
}
