package dev.venturi.profile;

import java.util.List;
import java.util.Set;

/// Where CPU time goes.
///
/// @param samples valid samples, those all shares refer to
/// @param biasedDropped samples left out because their top frame is known to be wrong; biased
///   samples in native methods are right and stay
/// @param failed samples without a stack
/// @param stacks most frequent first; where there were too many different ones, the rest is folded
///   to the application's frames
/// @param lines highest total first; empty below 100 valid samples
/// @param methods highest total first
/// @param iterating of the application's methods that take a part of the time, names of those whose
///   class file shows a loop over an `Iterator`
public record Cpu(
        long samples,
        long biasedDropped,
        long failed,
        List<StackCount> stacks,
        List<LineShare> lines,
        List<MethodShare> methods,
        Set<String> iterating) {
    /// Below this many valid samples nothing is said of lines.
    public static final int FEWEST_FOR_LINES = 100;

    /// Nothing was sampled.
    public static final Cpu NONE = new Cpu(0, 0, 0, List.of(), List.of(), List.of(), Set.of());

    /// Copies the collections.
    public Cpu {
        stacks = List.copyOf(stacks);
        lines = List.copyOf(lines);
        methods = List.copyOf(methods);
        iterating = Set.copyOf(iterating);
    }
}
