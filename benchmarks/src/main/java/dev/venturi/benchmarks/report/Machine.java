package dev.venturi.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the figures were measured on.
///
/// @param processor model name
/// @param cores processors the JVM may use
/// @param memoryBytes of the machine
/// @param system name and version of the operating system
/// @param java version of the JVM
public record Machine(String processor, int cores, long memoryBytes, String system, String java) {
    private static final double PROBE_SECONDS = 0.5;
    private static final int CHAIN = 4_000_000;

    /// This machine.
    public static Machine here() {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                1024 * Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    private static String field(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /// For a results page.
    public String describe() {
        return "%s, %d cores, %.0f GB, %s, %s"
                .formatted(processor, cores, memoryBytes / 1e9, system, java);
    }

    /// How much of all cores a spinning process gets at this moment, 0 to 1: below 0.95 somebody
    /// else is at work and wall times mean little.
    private static double share() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            List<Callable<Double>> spinning = Collections.nCopies(cores, Machine::spin);
            double seconds = 0;
            for (Future<Double> thread : threads.invokeAll(spinning)) {
                seconds += thread.get();
            }
            return seconds / (cores * PROBE_SECONDS);
        }
    }

    /// Keeps a core busy.
    ///
    /// @return the processor time got
    private static double spin() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long end = System.nanoTime() + (long) (PROBE_SECONDS * 1e9);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
    }

    /// Cycles a second that a core works off at this moment, by a chain of multiplications of which
    /// each waits for the one before (3 cycles, and 1 for the `or`, on x86-64). A shared machine
    /// gives less than the processor's name promises, and the share of time does not show it.
    static double clockHertz() {
        double best = 0;
        long x = System.nanoTime() | 3;
        for (int round = 0; round < 20; round++) {
            long started = System.nanoTime();
            for (int i = 0; i < CHAIN; i++) {
                x = x * x | 1;
            }
            best = Math.max(best, 4.0 * CHAIN / (System.nanoTime() - started) * 1e9);
        }
        return x == 0 ? Double.NaN : best; // never 0: odd
    }

    /// [#share] and the clock, for a results page.
    static String quietness() throws Exception {
        return String.format(Locale.ROOT, "%.0f %% at %.2f GHz", 100 * share(), clockHertz() / 1e9);
    }
}
