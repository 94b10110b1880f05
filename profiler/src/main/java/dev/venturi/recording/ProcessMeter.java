package dev.venturi.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Measures a child: time, CPU time, peak memory. The system counts CPU time of children that have
/// ended; their largest resident size it tells only while they live, so that is looked at often
/// enough to miss little.
final class ProcessMeter implements Closeable {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on all Linux
    private static final long PERIOD_MILLIS = 50;
    private static final double NANOS = 1e9;

    private final Process process;
    private final long startNanos;
    private final double cpuBefore;
    private final Supplier<List<Long>> jvms;
    private final Runnable onLook;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile long peakBytes;
    private volatile double lastCpu = Double.NaN;

    /// @param cpuBefore what [#childrenCpuSeconds] said before the child was started
    /// @param jvms processes of which the largest is told
    /// @param onLook is run now and then while the child runs
    ProcessMeter(
            Process process,
            long startNanos,
            double cpuBefore,
            Supplier<List<Long>> jvms,
            Runnable onLook) {
        this.process = process;
        this.startNanos = startNanos;
        this.cpuBefore = cpuBefore;
        this.jvms = jvms;
        this.onLook = onLook;
        thread = Thread.ofPlatform().daemon().name("venturi-meter").start(this::watch);
    }

    private void watch() {
        try {
            do {
                look();
            } while (!ended.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        for (long pid : jvms.get()) {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                    if (line.startsWith("VmHWM:")) {
                        String kilobytes = line.replaceAll("\\D", "");
                        peakBytes = Math.max(peakBytes, Long.parseLong(kilobytes) << 10);
                    }
                }
            } catch (IOException | RuntimeException _) {
                // it has ended, or the system has no /proc
            }
        }
        process.info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .ifPresent(nanos -> lastCpu = nanos / NANOS);
        onLook.run();
    }

    /// The figures, once the child has been waited for.
    Measures measures() {
        double wall = (System.nanoTime() - startNanos) / NANOS;
        double cpu = childrenCpuSeconds() - cpuBefore;
        return new Measures(wall, Double.isNaN(cpu) ? lastCpu : cpu, peakBytes);
    }

    /// CPU time of all children of this process that have ended; NaN where the system does not say.
    static double childrenCpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
        } catch (IOException | RuntimeException _) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
