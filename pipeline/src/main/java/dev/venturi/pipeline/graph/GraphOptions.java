package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a graph is run. Immutable; `GraphOptions.<R>defaults().withWorkers(4).withStore(store)`.
///
/// @param workers stages that run at once at most
/// @param store keeps results; null: results live in memory and nothing is reused
/// @param onFailure what becomes of the others when a stage has no result
/// @param targets stages whose results are asked for; empty: all that no other stage needs
/// @param again stages that are computed though a result of theirs is kept, and with them all that
///   need them
/// @param grace how long a stage may take to stop before it is given up on
/// @param listener told of events, on the thread they happen on: by several threads at once; it
///   must not block
/// @param <R> what stages hand on
public record GraphOptions<R>(
        int workers,
        @Nullable ResultStore<R> store,
        OnFailure onFailure,
        Set<String> targets,
        Set<String> again,
        Duration grace,
        Consumer<StageEvent> listener) {
    public GraphOptions {
        targets = Set.copyOf(targets);
        again = Set.copyOf(again);
        if (workers < 1) {
            throw new IllegalArgumentException("workers %d: expected 1 or more".formatted(workers));
        }
        if (!grace.isPositive()) {
            throw new IllegalArgumentException(
                    "grace %s: expected more than nothing".formatted(grace));
        }
    }

    /// As many workers as the machine has processors, no store, five seconds of grace.
    public static <R> GraphOptions<R> defaults() {
        return new GraphOptions<>(
                Runtime.getRuntime().availableProcessors(),
                null,
                OnFailure.CANCEL_USELESS,
                Set.of(),
                Set.of(),
                Duration.ofSeconds(5),
                _ -> {});
    }

    /// The same with another number of workers.
    public GraphOptions<R> withWorkers(int most) {
        return new GraphOptions<>(most, store, onFailure, targets, again, grace, listener);
    }

    /// The same with a store.
    public GraphOptions<R> withStore(ResultStore<R> kept) {
        return new GraphOptions<>(workers, kept, onFailure, targets, again, grace, listener);
    }

    /// The same with another reaction to failures.
    public GraphOptions<R> withOnFailure(OnFailure reaction) {
        return new GraphOptions<>(workers, store, reaction, targets, again, grace, listener);
    }

    /// The same, asking for these stages and what they need, and no others.
    public GraphOptions<R> withTargets(Set<String> stages) {
        return new GraphOptions<>(workers, store, onFailure, stages, again, grace, listener);
    }

    /// The same, computing these stages and all that need them anew.
    public GraphOptions<R> withAgain(Set<String> stages) {
        return new GraphOptions<>(workers, store, onFailure, targets, stages, grace, listener);
    }

    /// The same with another patience for stages that have to stop.
    public GraphOptions<R> withGrace(Duration patience) {
        return new GraphOptions<>(workers, store, onFailure, targets, again, patience, listener);
    }

    /// The same, telling of events.
    public GraphOptions<R> withListener(Consumer<StageEvent> told) {
        return new GraphOptions<>(workers, store, onFailure, targets, again, grace, told);
    }
}
