package dev.venturi.cli.page;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What is recorded: it uses a given CPU time, allocates, writes, and bears names that would hurt a
/// page that trusts them.
final class BusyProgram {
    private static final Map<String, byte[]> KEPT = new HashMap<>();

    private BusyProgram() {}

    public static void main(String[] args) throws Exception {
        Thread worker = new Thread(() -> work(Double.parseDouble(args[0])), args[1]);
        worker.start();
        worker.join();
        Files.writeString(Path.of(args[2]), KEPT.size() + "\n");
    }

    private static void work(double seconds) {
        long until = (long) (seconds * 1e9);
        for (int i = 0; cpuTime() < until; i++) {
            for (int k = 0; k < 1000; k++) {
                KEPT.put("key" + k % 50, text(i + k).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String text(int n) {
        return String.join("-", Integer.toString(n).split("[27]"));
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
