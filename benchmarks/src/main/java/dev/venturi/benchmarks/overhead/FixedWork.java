package dev.venturi.benchmarks.overhead;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// A program that always does the same, of many kinds as programs do: texts made, counted and taken
/// apart, numbers sorted, records grouped, bytes summed; much garbage, little of it alive. It
/// prints the processor time of the process when it is warm and when it ends.
public final class FixedWork {
    private static final Pattern FIELD = Pattern.compile("([a-z]+)=(\\d+)");
    private static final String[] WARDS = {"north", "east", "south", "west", "icu"};

    private record Reading(String ward, int patient, double value) {}

    private FixedWork() {}

    /// Works.
    ///
    /// @param args how many rounds until it is warm, and how many follow
    public static void main(String[] args) {
        OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double answer = rounds(Integer.parseInt(args[0]));
        long warm = process.getProcessCpuTime();
        answer += rounds(Integer.parseInt(args[1]));
        long end = process.getProcessCpuTime();
        System.out.println("answer " + answer);
        System.out.println("warm " + warm);
        System.out.println("end " + end);
    }

    private static double rounds(int count) {
        double sum = 0;
        for (int round = 0; round < count; round++) {
            sum += texts(round) + numbers(round) + fields(round) + wards(round) + bytes(round);
        }
        return sum;
    }

    private static long texts(int round) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            String key = "key-" + (i * 31 + round) % 500;
            counts.merge(key, key.length(), Integer::sum);
        }
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static double numbers(int round) {
        double[] values = new double[2_000];
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
        return sum;
    }

    private static long fields(int round) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            line.append(WARDS[i % WARDS.length]).append('=').append(i * round).append(';');
        }
        long sum = 0;
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(2)) + matcher.group(1).length();
        }
        for (String part : line.toString().split(";", -1)) {
            sum += part.indexOf('=');
        }
        return sum;
    }

    private static double wards(int round) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            readings.add(
                    new Reading(
                            WARDS[(i * 7 + round) % WARDS.length],
                            i % 50,
                            Double.parseDouble("3" + i % 10 + "." + (i + round) % 1_000)));
        }
        readings.sort(Comparator.comparing(Reading::ward).thenComparingInt(Reading::patient));
        return readings.stream()
                .collect(
                        Collectors.groupingBy(
                                Reading::ward,
                                TreeMap::new,
                                Collectors.averagingDouble(Reading::value)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static long bytes(int round) {
        byte[] block = new byte[8_192];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) ((i * round) >>> 3);
        }
        CRC32 sum = new CRC32();
        sum.update(block);
        sum.update(Integer.toHexString(round).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
