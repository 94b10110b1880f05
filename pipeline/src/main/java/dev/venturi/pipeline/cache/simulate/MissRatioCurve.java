package dev.venturi.pipeline.cache.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How often caches of some sizes would have missed, by policy.
///
/// @param length keys that were asked for
/// @param different different ones among them: the first time of each is a miss of every cache
/// @param sizes in entries, ascending
/// @param misses of each policy, one for each size
public record MissRatioCurve(
        int length, int different, List<Integer> sizes, Map<Policy, List<Long>> misses) {
    private static final int POINTS = 20;

    public MissRatioCurve {
        sizes = List.copyOf(sizes);
        misses = Map.copyOf(misses);
    }

    /// Simulates all policies.
    ///
    /// @param sizes in entries, at least 1 each; none: from 1 to the number of different keys
    public static MissRatioCurve of(KeyTrace trace, List<Integer> sizes) {
        List<Integer> chosen =
                sizes.isEmpty()
                        ? sizesUpTo(trace.different())
                        : sizes.stream().distinct().sorted().toList();
        if (chosen.getFirst() < 1) {
            throw new IllegalArgumentException(
                    "a cache of %d entries: expected 1 or more".formatted(chosen.getFirst()));
        }
        StackDistances lru = new StackDistances(trace);
        int[] nextUse = Replay.nextUse(trace);
        Map<Policy, List<Long>> misses = new EnumMap<>(Policy.class);
        for (Policy policy : Policy.values()) {
            misses.put(
                    policy,
                    chosen.stream()
                            .parallel()
                            .map(size ->
                                    switch (policy) {
                                        case LRU -> lru.misses(size);
                                        case FIFO -> Replay.fifo(trace, size);
                                        case W_TINY_LFU -> Replay.tinyLfu(trace, size);
                                        case OPTIMUM -> Replay.optimum(trace, size, nextUse);
                                    })
                            .toList());
        }
        return new MissRatioCurve(trace.length(), trace.different(), chosen, misses);
    }

    /// Sizes at equal distances on a scale of powers.
    private static List<Integer> sizesUpTo(int most) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            int size = (int) Math.round(Math.pow(most, (double) i / (POINTS - 1)));
            if (sizes.isEmpty() || size > sizes.getLast()) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    /// Share of keys asked for that missed.
    ///
    /// @param point index of a size
    public double missRatio(Policy policy, int point) {
        List<Long> counts = misses.get(policy);
        if (counts == null) {
            throw new IllegalArgumentException("not simulated: " + policy);
        }
        return (double) counts.get(point) / length;
    }

    /// Share of keys asked for that every cache misses.
    public double leastRatio() {
        return (double) different / length;
    }

    /// The smallest of the sizes at which a policy misses no more than that share.
    ///
    /// @return 0 when none does
    public int smallestSize(Policy policy, double missRatio) {
        return IntStream.range(0, sizes.size())
                .filter(point -> missRatio(policy, point) <= missRatio)
                .map(sizes::get)
                .findFirst()
                .orElse(0);
    }
}
