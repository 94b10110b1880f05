package dev.venturi.benchmarks.primitives;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// Bytes of the objects that can be reached, by the JVM's histogram of classes.
///
/// The threads stand still while the JVM collects what cannot be reached and counts the rest, so
/// garbage, what threads have set aside to allocate from, other work on the machine and the size of
/// the heap change nothing.
final class Reachable {
    private Reachable() {}

    /// All of them.
    ///
    /// @throws IllegalStateException when this JVM has no such histogram
    static long bytes() {
        return bytes(histogram());
    }

    private static String histogram() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Object histogram =
                    server.invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return String.valueOf(histogram);
        } catch (JMException e) {
            throw new IllegalStateException("no histogram of classes", e);
        }
    }

    /// The sum of lines like "1: 20 640 [B (java.base)"; a collector that leaves gaps fills them
    /// with objects of classes of its own.
    private static long bytes(String histogram) {
        return histogram
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length > 3 && words[0].endsWith(":"))
                .filter(words -> !words[3].contains("jdk.internal.vm.Filler"))
                .mapToLong(words -> Long.parseLong(words[2]))
                .sum();
    }

    /// The most that could be reached during some work, beside what was before: seen whenever the
    /// work has made some progress, and some times a second between.
    static final class Peak implements AutoCloseable {
        private static final long PAUSE_MILLIS = 20;

        private final int looks;
        private final long before = Reachable.bytes();
        private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        private String step = "";
        private int next;
        private long most;

        /// @param looks for each step of the work
        Peak(int looks) {
            this.looks = looks;
            var _ =
                    watch.scheduleWithFixedDelay(
                            this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private synchronized void look() {
            most = Math.max(most, Reachable.bytes() - before);
        }

        /// Told of progress by the thread that works.
        void at(String now, double share) {
            if (!now.equals(step)) {
                step = now;
                next = 0;
            }
            if (share * looks >= next) {
                next = (int) (share * looks) + 1;
                look();
            }
        }

        synchronized long bytes() {
            return most;
        }

        @Override
        public void close() {
            watch.close();
        }
    }
}
