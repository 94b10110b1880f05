package dev.venturi.benchmarks.sketch;

import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.pipeline.sketch.DistinctSketch;
import dev.venturi.pipeline.sketch.KeyFilter;
import dev.venturi.pipeline.sketch.QuantileSketch;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Bytes and errors of the sketches beside a set of all texts and an array of all values. Bytes are
/// exact, so other work on the machine does not matter.
public final class SketchMemory {
    private static final int KEYS = 1_000_000;
    private static final int PROBES = 1_000_000;

    private SketchMemory() {}

    /// One way against another.
    ///
    /// @param naive bytes of the exact way
    /// @param bytes of the sketch
    /// @param predicted bytes, before there was one
    /// @param asked error it promises, as a share
    /// @param found error it makes
    record Line(String what, long naive, long bytes, long predicted, double asked, double found) {}

    /// Measures and writes the page.
    ///
    /// @param args none
    public static void main(String[] args) throws Exception {
        Page page = new Page("Sketches: bytes and errors beside the exact way");
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines(KEYS)) {
            rows.add(
                    List.of(
                            line.what,
                            "%,d".formatted(line.naive),
                            "%,d".formatted(line.bytes),
                            "%,d".formatted(line.predicted),
                            Page.text("%.4f %%", 100 * line.asked),
                            Page.text("%.4f %%", 100 * line.found)));
        }
        page.section("%,d different keys".formatted(KEYS))
                .say(
                        "The exact way is a `HashSet` of the texts, or an array of the doubles. The error is the rate of false positives of a filter, of the distinct count its standard error, of quantiles the largest error in rank of nine.")
                .table(
                        List.of("what", "naive", "ours", "predicted", "error asked", "measured"),
                        rows);
        page.write("sketches", Session.ofProperties(), "not used");
    }

    /// The figures for that many keys.
    static List<Line> lines(int keys) {
        long naive = bytesOfSet(keys);
        List<Line> lines = new ArrayList<>();
        for (double rate : new double[] {0.01, 0.001}) {
            KeyFilter filter = KeyFilter.of(keys, rate);
            IntStream.range(0, keys).forEach(key -> filter.add(text(key)));
            lines.add(
                    new Line(
                            "Bloom filter, %s".formatted(rate),
                            naive,
                            filter.bytes(),
                            KeyFilter.predictedBytes(keys, rate),
                            rate,
                            filter.measuredFalsePositiveRate(PROBES, 1)));
        }
        DistinctSketch distinct = DistinctSketch.empty();
        for (int key = 0; key < keys; key++) {
            byte[] text = text(key).getBytes(StandardCharsets.UTF_8);
            distinct.add(text, 0, text.length);
        }
        lines.add(
                new Line(
                        "distinct values",
                        naive,
                        distinct.toBytes().length,
                        2_800,
                        0.0092,
                        Math.abs(distinct.estimate() / keys - 1)));
        lines.add(quantiles(keys));
        return lines;
    }

    private static Line quantiles(int keys) {
        QuantileSketch sketch = QuantileSketch.empty();
        int[] order = IntStream.range(0, keys).toArray();
        SplittableRandom random = new SplittableRandom(42);
        for (int left = keys; left > 0; left--) {
            int at = random.nextInt(left);
            sketch.add(order[at]);
            order[at] = order[left - 1];
        }
        double worst = 0;
        for (int tenth = 1; tenth < 10; tenth++) {
            double share = tenth / 10.0;
            worst = Math.max(worst, Math.abs(sketch.quantile(share) / keys - share));
        }
        return new Line(
                "quantiles",
                (long) Double.BYTES * keys,
                sketch.toBytes().length,
                6_000,
                sketch.rankError(),
                worst);
    }

    private static String text(int key) {
        return String.format(Locale.ROOT, "user-%08d", key);
    }

    /// What a set of the texts keeps alive.
    private static long bytesOfSet(int keys) {
        long before = used();
        Set<String> texts = new HashSet<>();
        for (int key = 0; key < keys; key++) {
            texts.add(text(key));
        }
        long bytes = used() - before;
        if (texts.size() != keys) { // and it is alive until here
            throw new IllegalStateException("keys are not different");
        }
        return bytes;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
