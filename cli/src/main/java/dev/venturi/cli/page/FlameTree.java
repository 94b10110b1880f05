package dev.venturi.cli.page;

import dev.venturi.json.JsonValue;
import dev.venturi.profile.Frame;
import dev.venturi.profile.FrameKind;
import dev.venturi.profile.StackCount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Stacks of CPU samples as a tree of methods, the outermost call first: what a flame graph draws.
///
/// A node may hold samples of two runs, so that a graph of their difference can be drawn. Lines of
/// a method are one node.
final class FlameTree {
    private static final int NODES = 20_000;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Node root = new Node("all", 'r');
    private double seconds = Double.NaN;

    private static final class Node {
        private final String name;
        private final char kind;
        private final Map<String, Node> children = new LinkedHashMap<>();
        private double samples;
        private double before;

        Node(String name, char kind) {
            this.name = name;
            this.kind = kind;
        }

        double size() {
            return Math.max(samples, before);
        }
    }

    /// Of one run.
    FlameTree(List<StackCount> stacks) {
        stacks.forEach(stack -> add(stack, 1, false));
    }

    /// Of two.
    ///
    /// @param scale how many samples of after a sample of before counts for
    /// @param seconds of CPU time that a sample of after stands for
    FlameTree(List<StackCount> before, double scale, List<StackCount> after, double seconds) {
        this.seconds = seconds;
        before.forEach(stack -> add(stack, scale, true));
        after.forEach(stack -> add(stack, 1, false));
    }

    private void add(StackCount stack, double scale, boolean before) {
        double samples = scale * stack.samples();
        Node node = root;
        count(node, samples, before);
        List<Frame> frames = stack.stack().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            node =
                    node.children.computeIfAbsent(
                            frame.qualifiedMethod(), name -> new Node(name, kind(frame)));
            count(node, samples, before);
        }
    }

    private static void count(Node node, double samples, boolean before) {
        if (before) {
            node.before += samples;
        } else {
            node.samples += samples;
        }
    }

    private static char kind(Frame frame) {
        if (frame.user()) {
            return 'u';
        }
        return frame.kind() == FrameKind.KERNEL ? 'k' : frame.type().isEmpty() ? 'n' : 'j';
    }

    boolean isEmpty() {
        return root.size() == 0;
    }

    /// The nodes in the order of a walk from the root, children by size: `names`, and for each node
    /// `n` index of its name, `v` samples, `d` depth, `k` kind; of two runs also `b` samples before
    /// and `seconds` of a sample. Where there are more than 20,000 the smallest are left out.
    JsonValue json() {
        double least = least();
        List<JsonValue> name = new ArrayList<>();
        List<JsonValue> value = new ArrayList<>();
        List<JsonValue> depth = new ArrayList<>();
        List<JsonValue> before = new ArrayList<>();
        StringBuilder kind = new StringBuilder();
        record At(Node node, int depth) {}
        Deque<At> open = new ArrayDeque<>(List.of(new At(root, 0)));
        while (!open.isEmpty()) {
            At at = open.pop();
            Node node = at.node;
            name.add(
                    JsonValue.of((long) names.computeIfAbsent(node.name, ignored -> names.size())));
            value.add(JsonValue.of(Math.round(node.samples)));
            depth.add(JsonValue.of((long) at.depth));
            before.add(JsonValue.of(Math.round(node.before)));
            kind.append(node.kind);
            node.children.values().stream()
                    .filter(child -> child.size() >= least)
                    .sorted(Comparator.comparingDouble(Node::size))
                    .forEach(child -> open.push(new At(child, at.depth + 1)));
        }
        JsonValue.Members members =
                JsonValue.object()
                        .with("names", JsonValue.texts(names.keySet()))
                        .with("n", new JsonValue.JsonArray(name))
                        .with("v", new JsonValue.JsonArray(value))
                        .with("d", new JsonValue.JsonArray(depth))
                        .with("k", kind.toString());
        if (!Double.isNaN(seconds)) {
            members.with("b", new JsonValue.JsonArray(before))
                    .with("seconds", JsonValue.of(seconds));
        }
        return members.build();
    }

    /// The size from which on a node is kept.
    private double least() {
        List<Double> sizes = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.pop();
            sizes.add(node.size());
            open.addAll(node.children.values());
        }
        if (sizes.size() <= NODES) {
            return 0;
        }
        sizes.sort(Comparator.reverseOrder());
        return Math.nextUp(sizes.get(NODES));
    }
}
