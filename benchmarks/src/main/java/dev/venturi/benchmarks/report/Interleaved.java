package dev.venturi.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Times several contenders in turn, A B C A B C, so that what disturbs the machine disturbs all of
/// them. What is over quickly is repeated inside one measurement, since the clock of processor time
/// ticks every 10 ms.
public final class Interleaved {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final double SHORTEST_SECONDS = 0.15;
    private static final double LONG_SECONDS = 0.5;

    private final Map<Contender, Timing> timings = new LinkedHashMap<>();
    private final Instant deadline;

    private static final class Timing {
        final int runs;
        final double warmUpSeconds;
        final Callable<Double> run;
        final List<Double> wall = new ArrayList<>();
        final List<Double> cpu = new ArrayList<>();
        private int repeats = 1;
        private boolean asked;
        private double answer;

        Timing(int runs, double warmUpSeconds, Callable<Double> run) {
            this.runs = runs;
            this.warmUpSeconds = warmUpSeconds;
            this.run = run;
        }

        void run(Contender name) throws Exception {
            double found = run.call();
            if (asked && Double.compare(found, answer) != 0) {
                throw new IllegalStateException(
                        "%s gave %s, before it gave %s".formatted(name, found, answer));
            }
            asked = true;
            answer = found;
        }

        void warmUp(Contender name) throws Exception {
            long began = System.nanoTime();
            double fastest = Double.POSITIVE_INFINITY;
            while (System.nanoTime() - began < warmUpSeconds * 1e9) {
                long start = System.nanoTime();
                run(name);
                fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
            }
            repeats = (int) Math.max(1, Math.min(1000, SHORTEST_SECONDS / fastest));
        }

        boolean isLong() {
            return !wall.isEmpty() && wall.getLast() * repeats > LONG_SECONDS;
        }

        void measure(Contender name) throws Exception {
            long cpuBefore = PROCESS.getProcessCpuTime();
            long wallBefore = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                run(name);
            }
            wall.add((System.nanoTime() - wallBefore) / 1e9 / repeats);
            cpu.add((PROCESS.getProcessCpuTime() - cpuBefore) / 1e9 / repeats);
        }
    }

    /// @param deadline after which what takes longer than half a second is measured no more than
    ///   once
    public Interleaved(Instant deadline) {
        this.deadline = deadline;
    }

    /// Adds a contestant.
    ///
    /// @param runs measured runs; when another has more, these are in the first rounds
    /// @param warmUpSeconds how long it runs unmeasured before; 0 when it has run already
    /// @param run gives the same number each time
    public void add(Contender name, int runs, double warmUpSeconds, Callable<Double> run) {
        timings.put(name, new Timing(runs, warmUpSeconds, run));
    }

    /// Runs everything.
    ///
    /// @return in the order they were added
    /// @throws IllegalStateException when a contestant gives another number than before
    public Map<Contender, Measured> measure() throws Exception {
        for (Map.Entry<Contender, Timing> entry : timings.entrySet()) {
            entry.getValue().warmUp(entry.getKey());
        }
        int rounds = timings.values().stream().mapToInt(c -> c.runs).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Contender, Timing> entry : timings.entrySet()) {
                Timing timing = entry.getValue();
                boolean late = Instant.now().isAfter(deadline);
                if (round < timing.runs && !(late && timing.isLong())) {
                    timing.measure(entry.getKey());
                }
            }
        }
        Map<Contender, Measured> measured = new LinkedHashMap<>();
        timings.forEach((name, c) ->
                measured.put(name, new Measured(array(c.wall), array(c.cpu), new double[0])));
        return measured;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
