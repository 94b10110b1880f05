package dev.venturi.pipeline.graph;

import dev.venturi.table.NearestName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The form of a graph: who needs whom, stages called by their number in the order they were given.
final class Shape {
    private final Map<String, Integer> numbers;
    private final int[][] inputs;
    private final int[][] dependents;
    private final int[] order;

    private Shape(Map<String, Integer> numbers, int[][] inputs) {
        this.numbers = numbers;
        this.inputs = inputs;
        this.dependents = turned(inputs);
        this.order = orderOf(inputs, dependents);
    }

    /// @throws GraphException for names that are unknown or given twice, and for cycles
    static Shape of(List<? extends Stage<?>> stages) {
        List<String> names = new ArrayList<>();
        List<List<String>> inputs = new ArrayList<>();
        for (Stage<?> stage : stages) {
            names.add(stage.name());
            inputs.add(stage.inputs());
        }
        return of(names, inputs);
    }

    /// @throws GraphException for names that are unknown or given twice, and for cycles
    static Shape of(List<String> names, List<List<String>> inputNames) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String name : names) {
            if (numbers.putIfAbsent(name, numbers.size()) != null) {
                throw new GraphException(
                        GraphException.Problem.DUPLICATE_NAME,
                        List.of(name),
                        "stage \"%s\": there are two of this name; rename one".formatted(name));
            }
        }
        int[][] inputs = new int[names.size()][];
        for (int s = 0; s < inputs.length; s++) {
            List<String> needed = inputNames.get(s);
            inputs[s] = new int[needed.size()];
            for (int i = 0; i < inputs[s].length; i++) {
                Integer number = numbers.get(needed.get(i));
                if (number == null) {
                    throw unknownInput(names.get(s), needed.get(i), numbers.keySet());
                }
                inputs[s][i] = number;
            }
        }
        Shape shape = new Shape(numbers, inputs);
        if (shape.order.length < inputs.length) {
            throw shape.cycle(names);
        }
        return shape;
    }

    private static GraphException unknownInput(
            String stage, String input, Collection<String> names) {
        return new GraphException(
                GraphException.Problem.UNKNOWN_NAME,
                List.of(stage, input),
                "stage \"%s\": needs \"%s\", which is not a stage; %s"
                        .formatted(stage, input, cure(input, names)));
    }

    private static String cure(String name, Collection<String> names) {
        return NearestName.of(name, names)
                .map("did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "stages are " + String.join(", ", names));
    }

    private static int[][] turned(int[][] inputs) {
        int[] counts = new int[inputs.length];
        for (int[] of : inputs) {
            for (int input : of) {
                counts[input]++;
            }
        }
        int[][] dependents = new int[inputs.length][];
        for (int s = 0; s < inputs.length; s++) {
            dependents[s] = new int[counts[s]];
        }
        for (int s = inputs.length - 1; s >= 0; s--) {
            for (int input : inputs[s]) {
                dependents[input][--counts[input]] = s;
            }
        }
        return dependents;
    }

    /// Stages behind their inputs (Kahn 1962); those of cycles, and behind cycles, are left out.
    private static int[] orderOf(int[][] inputs, int[][] dependents) {
        int[] waiting = new int[inputs.length];
        int[] order = new int[inputs.length];
        int known = 0;
        for (int s = 0; s < inputs.length; s++) {
            waiting[s] = inputs[s].length;
            if (waiting[s] == 0) {
                order[known++] = s;
            }
        }
        for (int next = 0; next < known; next++) {
            for (int dependent : dependents[order[next]]) {
                if (--waiting[dependent] == 0) {
                    order[known++] = dependent;
                }
            }
        }
        return Arrays.copyOf(order, known);
    }

    /// Of stages that are not in the order, each has an input that is not: going from input to
    /// input leads round a cycle. It is told from the stage that was given first.
    private GraphException cycle(List<String> stages) {
        BitSet ordered = new BitSet();
        for (int s : order) {
            ordered.set(s);
        }
        List<Integer> path = new ArrayList<>();
        BitSet seen = new BitSet();
        int at = ordered.nextClearBit(0);
        while (!seen.get(at)) {
            seen.set(at);
            path.add(at);
            int from = at;
            at = Arrays.stream(inputs[from]).filter(s -> !ordered.get(s)).findFirst().orElseThrow();
        }
        List<Integer> ring =
                new ArrayList<>(path.subList(path.indexOf(at), path.size()).reversed());
        Collections.rotate(ring, -ring.indexOf(Collections.min(ring)));
        List<String> names = ring.stream().map(stages::get).toList();
        return new GraphException(
                GraphException.Problem.CYCLE,
                names,
                "stages wait for each other: %s -> %s; take one of these inputs away"
                        .formatted(String.join(" -> ", names), names.getFirst()));
    }

    int size() {
        return inputs.length;
    }

    /// @throws GraphException for a name that no stage has
    int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new GraphException(
                    GraphException.Problem.UNKNOWN_NAME,
                    List.of(name),
                    "there is no stage \"%s\"; %s".formatted(name, cure(name, numbers.keySet())));
        }
        return number;
    }

    /// @throws GraphException for a name that no stage has
    BitSet numbers(Collection<String> names) {
        BitSet numbered = new BitSet();
        names.forEach(name -> numbered.set(number(name)));
        return numbered;
    }

    /// The stages asked for: those named, without names those that no other needs.
    ///
    /// @throws GraphException for a name that no stage has
    BitSet asked(Collection<String> targets) {
        return targets.isEmpty() ? last() : numbers(targets);
    }

    /// Numbers of the stages it needs, in the order it names them.
    int[] inputs(int stage) {
        return inputs[stage];
    }

    /// Numbers of the stages that need it, ascending.
    int[] dependents(int stage) {
        return dependents[stage];
    }

    /// All stages, each behind those it needs.
    int[] order() {
        return order;
    }

    /// A set of one stage.
    static BitSet only(int stage) {
        BitSet one = new BitSet();
        one.set(stage);
        return one;
    }

    /// The stages that no other needs.
    private BitSet last() {
        BitSet last = new BitSet();
        for (int s = 0; s < inputs.length; s++) {
            if (dependents[s].length == 0) {
                last.set(s);
            }
        }
        return last;
    }

    /// Some stages, and all that they need.
    BitSet upstream(BitSet of) {
        return reached(of, inputs);
    }

    /// Some stages, and all that need them.
    BitSet downstream(BitSet of) {
        return reached(of, dependents);
    }

    private static BitSet reached(BitSet from, int[][] neighbours) {
        BitSet reached = (BitSet) from.clone();
        ArrayDeque<Integer> next = new ArrayDeque<>();
        from.stream().forEach(next::add);
        while (!next.isEmpty()) {
            for (int neighbour : neighbours[next.remove()]) {
                if (!reached.get(neighbour)) {
                    reached.set(neighbour);
                    next.add(neighbour);
                }
            }
        }
        return reached;
    }

    /// How many stages the longest chain behind each has, itself not counted.
    int[] heights() {
        int[] heights = new int[inputs.length];
        for (int i = order.length - 1; i >= 0; i--) {
            for (int dependent : dependents[order[i]]) {
                heights[order[i]] = Math.max(heights[order[i]], heights[dependent] + 1);
            }
        }
        return heights;
    }
}
