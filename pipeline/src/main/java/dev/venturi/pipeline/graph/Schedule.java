package dev.venturi.pipeline.graph;

import dev.venturi.pipeline.graph.Parallelism.Halving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The stages of a run with what they took: what bounds them, and what if.
final class Schedule {
    private final Shape shape;
    private final List<StageReport> stages;
    private final long[] nanos;
    private final int[] heights;
    private final int workers;

    Schedule(RunReport report) {
        this.stages = report.stages();
        this.shape =
                Shape.of(
                        stages.stream().map(StageReport::name).toList(),
                        stages.stream().map(StageReport::inputs).toList());
        this.heights = shape.heights();
        this.workers = report.workers();
        this.nanos = stages.stream().mapToLong(stage -> stage.took().toNanos()).toArray();
    }

    Parallelism parallelism(Duration elapsed) {
        long work = 0;
        BitSet ran = new BitSet();
        for (int s = 0; s < nanos.length; s++) {
            work += nanos[s];
            ran.set(s, nanos[s] > 0);
        }
        List<Integer> path = criticalPath();
        int width = Width.of(shape, ran);
        return new Parallelism(
                path.stream().map(s -> stages.get(s).name()).toList(),
                Duration.ofNanos(path.stream().mapToLong(s -> nanos[s]).sum()),
                Duration.ofNanos(work),
                width,
                workers,
                Math.min(width, workers),
                elapsed.isZero() ? 0 : (double) work / elapsed.toNanos(),
                halvings());
    }

    private List<Integer> criticalPath() {
        long[] until = new long[nanos.length]; // its end, were there workers enough
        int[] before = new int[nanos.length];
        int last = -1;
        for (int s : shape.order()) {
            before[s] = -1;
            long start = 0;
            for (int input : shape.inputs(s)) {
                if (until[input] > start) {
                    start = until[input];
                    before[s] = input;
                }
            }
            until[s] = start + nanos[s];
            if (nanos[s] > 0 && (last < 0 || until[s] > until[last])) {
                last = s;
            }
        }
        List<Integer> path = new ArrayList<>();
        for (int s = last; s >= 0; s = before[s]) {
            if (nanos[s] > 0) {
                path.addFirst(s);
            }
        }
        return path;
    }

    private List<Halving> halvings() {
        long now = simulated(nanos);
        List<Halving> halvings = new ArrayList<>();
        for (int s = 0; s < nanos.length; s++) {
            if (nanos[s] > 0) {
                long[] half = nanos.clone();
                half[s] /= 2;
                halvings.add(
                        new Halving(stages.get(s).name(), Duration.ofNanos(now - simulated(half))));
            }
        }
        halvings.sort(Comparator.comparing(Halving::saved).reversed());
        return halvings;
    }

    private record Running(int stage, long until) {}

    /// What a run takes whose stages take this long: list scheduling by the rule of [StageGraph].
    long simulated(long[] took) {
        PriorityQueue<Integer> ready =
                new PriorityQueue<>(
                        Comparator.comparingInt((Integer s) -> -heights[s])
                                .thenComparing(Comparator.naturalOrder()));
        PriorityQueue<Running> running =
                new PriorityQueue<>(
                        Comparator.comparingLong(Running::until).thenComparingInt(Running::stage));
        int[] waiting = new int[took.length];
        for (int s = 0; s < took.length; s++) {
            waiting[s] = shape.inputs(s).length;
            if (waiting[s] == 0) {
                ready.add(s);
            }
        }
        long now = 0;
        while (!ready.isEmpty() || !running.isEmpty()) {
            while (running.size() < workers && !ready.isEmpty()) {
                int s = ready.remove();
                running.add(new Running(s, now + took[s]));
            }
            Running ended = running.remove();
            now = ended.until();
            for (int dependent : shape.dependents(ended.stage())) {
                if (--waiting[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return now;
    }
}
