package dev.venturi.benchmarks.overhead;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A program that always does the same: texts made and taken apart, a map filled, numbers sorted;
/// some 200 MB/s of garbage. At its end it prints the processor time of the process.
public final class FixedWork {
    private FixedWork() {}

    /// Works.
    ///
    /// @param args how many rounds
    public static void main(String[] args) {
        long sum = 0;
        for (int round = Integer.parseInt(args[0]); round > 0; round--) {
            sum += texts(round) + numbers(round);
        }
        OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println("answer " + sum);
        System.out.println("cpu " + process.getProcessCpuTime());
    }

    private static long texts(int round) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String key = "key-" + (i * 31 + round) % 5_000;
            counts.merge(key, key.length(), Integer::sum);
        }
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static long numbers(int round) {
        double[] values = new double[50_000];
        long state = round;
        for (int i = 0; i < values.length; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            values[i] = (state >>> 11) * 0x1.0p-53;
        }
        Arrays.sort(values);
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += Math.sqrt(values[i] - values[i - 1]);
        }
        return Math.round(sum);
    }
}
