package dev.venturi.pipeline.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/// How many stages of a graph can run at once at most: the most of which none is reached from
/// another. By Dilworth 1950 that is their number less the pairs of a largest matching of stages
/// with stages they lead to; found by augmenting paths, in O(n^3 / 64) at worst.
final class Width {
    private final BitSet of;
    private final BitSet[] after;
    private final int[] to;
    private final int[] by;

    private Width(Shape shape, BitSet of) {
        this.of = of;
        this.after = new BitSet[shape.size()];
        int[] order = shape.order();
        for (int i = order.length - 1; i >= 0; i--) {
            BitSet reached = new BitSet();
            for (int dependent : shape.dependents(order[i])) {
                reached.set(dependent);
                reached.or(after[dependent]);
            }
            after[order[i]] = reached;
        }
        this.to = filled(shape.size());
        this.by = filled(shape.size());
    }

    private static int[] filled(int size) {
        int[] none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    /// Of some stages, with regard to all paths of the graph.
    static int of(Shape shape, BitSet of) {
        Width width = new Width(shape, of);
        int pairs = 0;
        for (int s = of.nextSetBit(0); s >= 0; s = of.nextSetBit(s + 1)) {
            pairs += width.matched(s) ? 1 : 0;
        }
        return of.cardinality() - pairs;
    }

    /// Finds a partner for a stage, if need be by giving others another one.
    private boolean matched(int from) {
        int[] partner = new int[after.length];
        BitSet untried = (BitSet) of.clone();
        ArrayDeque<Integer> next = new ArrayDeque<>();
        next.add(from);
        while (!next.isEmpty()) {
            int left = next.remove();
            BitSet reached = (BitSet) after[left].clone();
            reached.and(untried);
            untried.andNot(reached);
            for (int right = reached.nextSetBit(0);
                    right >= 0;
                    right = reached.nextSetBit(right + 1)) {
                partner[right] = left;
                if (by[right] < 0) {
                    change(right, partner);
                    return true;
                }
                next.add(by[right]);
            }
        }
        return false;
    }

    private void change(int last, int[] partner) {
        int right = last;
        while (right >= 0) {
            int left = partner[right];
            int before = to[left];
            to[left] = right;
            by[right] = left;
            right = before;
        }
    }
}
