package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The CPU samples of one sampler: how often each stack was hit, in which threads.
final class SampleFold {
    /// Shares below this are noise that nobody reads.
    private static final double SMALLEST_SHARE = 0.001;

    private final IdentityHashMap<Stack, List<Hits>> stacks = new IdentityHashMap<>();

    /// In order of their first sample, so that reports do not depend on addresses.
    private final List<Stack> order = new ArrayList<>();

    private long valid;
    private long biased;
    private long failed;
    private long lost;
    private double seconds;

    private static final class Hits {
        final String group;
        long count;

        Hits(String group) {
            this.group = group;
        }
    }

    /// A valid sample.
    ///
    /// @param period CPU time it stands for, in seconds; 0 when not known
    void add(Stack stack, String group, double period) {
        valid++;
        seconds += period;
        List<Hits> hits = stacks.get(stack);
        if (hits == null) {
            hits = new ArrayList<>(1);
            stacks.put(stack, hits);
            order.add(stack);
        }
        for (Hits each : hits) {
            if (each.group.equals(group)) {
                each.count++;
                return;
            }
        }
        Hits fresh = new Hits(group);
        fresh.count = 1;
        hits.add(fresh);
    }

    void addBiased(double period) {
        biased++;
        seconds += period;
    }

    void addFailed(double period) {
        failed++;
        seconds += period;
    }

    void addLost(long count) {
        lost += count;
    }

    long valid() {
        return valid;
    }

    long biased() {
        return biased;
    }

    long failed() {
        return failed;
    }

    long lost() {
        return lost;
    }

    long all() {
        return valid + biased + failed;
    }

    /// CPU seconds that all samples together stand for.
    double seconds() {
        return seconds;
    }

    /// Shares of lines and methods.
    Cpu cpu(IteratorLoops loops) {
        List<StackCount> counts = new ArrayList<>();
        Map<Object, Tally> lines = new HashMap<>();
        Map<String, Tally> methods = new HashMap<>();
        IdentityHashMap<Frame, Tally> lineOf = new IdentityHashMap<>();
        IdentityHashMap<Frame, Tally> methodOf = new IdentityHashMap<>();
        int mark = 0;
        for (Stack stack : order) {
            long hits = 0;
            for (Hits each : stacks.getOrDefault(stack, List.of())) {
                counts.add(new StackCount(stack, each.group, each.count));
                hits += each.count;
            }
            mark++;
            boolean top = true;
            for (Frame frame : stack.frames()) {
                Tally line =
                        lineOf.computeIfAbsent(
                                frame, f -> lines.computeIfAbsent(lineKey(f), _ -> new Tally(f)));
                Tally method =
                        methodOf.computeIfAbsent(
                                frame,
                                f ->
                                        methods.computeIfAbsent(
                                                f.qualifiedMethod(), _ -> new Tally(f)));
                line.hit(mark, hits, top, frame);
                method.hit(mark, hits, top, frame);
                top = false;
            }
        }
        counts.sort(Comparator.comparingLong(StackCount::samples).reversed());
        List<MethodShare> shares = methods(methods);
        return new Cpu(
                valid,
                biased,
                failed,
                counts,
                valid < Cpu.FEWEST_FOR_LINES ? List.of() : lines(lines),
                shares,
                loops.among(shares));
    }

    private List<LineShare> lines(Map<Object, Tally> lines) {
        return lines.values().stream()
                .filter(tally -> tally.frame.line() > 0 && isEnough(tally))
                .map(tally ->
                        LineShare.of(
                                Site.of(tally.mostFrequent()),
                                tally.self,
                                tally.total,
                                valid,
                                tally.frame.user()))
                .sorted(
                        Comparator.comparingLong(LineShare::samples)
                                .thenComparingDouble(LineShare::self)
                                .reversed()
                                .thenComparing(line -> line.site().file())
                                .thenComparingInt(line -> line.site().line())
                                .thenComparing(line -> line.site().method()))
                .toList();
    }

    private List<MethodShare> methods(Map<String, Tally> methods) {
        return methods.values().stream()
                .filter(this::isEnough)
                .map(tally ->
                        MethodShare.of(
                                tally.frame.qualifiedMethod(),
                                tally.frame.file(),
                                tally.self,
                                tally.total,
                                valid,
                                tally.frame.user()))
                .sorted(
                        Comparator.comparingLong(MethodShare::samples)
                                .thenComparingDouble(MethodShare::self)
                                .reversed()
                                .thenComparing(MethodShare::method))
                .toList();
    }

    private boolean isEnough(Tally tally) {
        return tally.total > valid * SMALLEST_SHARE;
    }

    /// One entry per file and line; files of one name in different packages are different files.
    private static Object lineKey(Frame frame) {
        int dot = frame.type().lastIndexOf('.');
        String folder = dot < 0 ? "" : frame.type().substring(0, dot);
        return List.of(folder, frame.file(), frame.line());
    }

    /// Hits of a line or a method; one on the stack of a sample counts once.
    private static final class Tally {
        final Frame frame;
        final Map<Frame, Long> hits = new HashMap<>(2);
        long self;
        long total;
        private int mark = -1;

        Tally(Frame frame) {
            this.frame = frame;
        }

        void hit(int mark, long count, boolean top, Frame at) {
            if (top) {
                self += count;
            }
            if (this.mark != mark) {
                this.mark = mark;
                total += count;
                hits.merge(at, count, Long::sum);
            }
        }

        /// Of several methods on one line, as with lambdas, the one that was hit most.
        Frame mostFrequent() {
            return hits.entrySet().stream()
                    .max(
                            Map.Entry.<Frame, Long>comparingByValue()
                                    .thenComparing(entry -> entry.getKey().qualifiedMethod()))
                    .map(Map.Entry::getKey)
                    .orElse(frame);
        }
    }
}
