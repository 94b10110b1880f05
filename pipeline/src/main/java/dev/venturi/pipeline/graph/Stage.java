package dev.venturi.pipeline.graph;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One stage of a graph: a name, the stages whose results it needs, and what it does with them.
/// Immutable; `Stage.of("join", work).after("orders", "users").within(Duration.ofMinutes(5))`.
///
/// @param name not blank, on one line
/// @param inputs names of the stages it needs, each once, in the order it sees them
/// @param work what it does
/// @param timeout for all of its tries together, the pauses between them included; null: none
/// @param retry how often it is tried
/// @param fingerprint what it computes; null: its result is never reused
/// @param <R> what stages hand on
public record Stage<R>(
        String name,
        List<String> inputs,
        StageWork<R> work,
        @Nullable Duration timeout,
        Retry retry,
        @Nullable Fingerprint fingerprint) {
    public Stage {
        inputs = List.copyOf(inputs);
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "stage name \"%s\": expected visible text on one line".formatted(name));
        }
        if (Set.copyOf(inputs).size() != inputs.size()) {
            throw new GraphException(
                    GraphException.Problem.REPEATED_INPUT,
                    List.of(name),
                    "stage \"%s\": names an input twice in %s; name each once"
                            .formatted(name, inputs));
        }
        if (timeout != null && !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "stage \"%s\": timeout %s: expected more than nothing"
                            .formatted(name, timeout));
        }
    }

    /// A stage that needs no other, is tried once, may take as long as it likes and is never
    /// reused.
    public static <R> Stage<R> of(String name, StageWork<R> work) {
        return new Stage<>(name, List.of(), work, null, Retry.NONE, null);
    }

    /// The same, with these inputs instead.
    public Stage<R> after(String... stages) {
        return after(List.of(stages));
    }

    /// The same, with these inputs instead.
    public Stage<R> after(List<String> stages) {
        return new Stage<>(name, stages, work, timeout, retry, fingerprint);
    }

    /// The same, stopped when it takes longer.
    public Stage<R> within(Duration longest) {
        return new Stage<>(name, inputs, work, longest, retry, fingerprint);
    }

    /// The same, tried again when it fails.
    public Stage<R> retrying(Retry again) {
        return new Stage<>(name, inputs, work, timeout, again, fingerprint);
    }

    /// The same, its result reused by later runs with equal inputs and an equal fingerprint.
    public Stage<R> reusedBy(Fingerprint what) {
        return new Stage<>(name, inputs, work, timeout, retry, what);
    }

    /// The same, its result reused by later runs with equal inputs and an equal text.
    public Stage<R> reusedBy(String what) {
        return reusedBy(() -> what);
    }
}
