package dev.venturi.benchmarks.files;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/// How fast a Parquet file of vitals is read into batches: `ParquetScan FILE [THREADS [ROUNDS]]`.
///
/// One line for each round, then the median of the later ones: processor time of the whole process,
/// compilers and collector included, which a busy machine disturbs least.
public final class ParquetScan {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 12;

    private ParquetScan() {}

    /// Measures.
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : ROUNDS;
        TableScan scan = new TableScan(file, threads, false);
        double[] seconds = new double[rounds];
        long rows = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
            long started = processorTime();
            TableScan.Totals totals = scan.run();
            double used = (processorTime() - started) / 1e9;
            rows = totals.rows();
            if (round >= 0) {
                seconds[round] = used;
            }
            System.out.printf(
                    "%s %.3f s, %.1f M rows/s, %,d runs%n",
                    round < 0 ? "warm-up" : "round", used, rows / used / 1e6, totals.runs());
        }
        Arrays.sort(seconds);
        double median = seconds[rounds / 2];
        System.out.printf(
                "%s: %,d rows, %d threads, median %.3f s of processor time, %.1f M rows/s per core%n",
                file.getFileName(), rows, threads, median, rows / median / 1e6);
    }

    private static long processorTime() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
