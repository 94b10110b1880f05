package dev.venturi.benchmarks.primitives;

import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.pipeline.sketch.KeyFilter;
import dev.venturi.sort.Distinct;
import dev.venturi.sort.ExternalSort;
import dev.venturi.sort.SortKey;
import dev.venturi.sort.SortOptions;
import dev.venturi.sort.SortSummary;
import dev.venturi.sort.SortTarget;
import dev.venturi.sort.TopK;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.FileTable;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Bytes that sorting, the first rows, distinct rows and a Bloom filter hold, beside those of the
/// collections one would use without them and those the product predicts.
///
/// Held is what is reachable, as [Reachable] finds it at every fiftieth of the work and between.
/// All of these keep what they hold in the heap.
public final class PrimitivesMemory {
    private static final int ROWS = 2_000_000;
    private static final long GRANTED = 64L << 20;
    private static final long FREE = 1L << 30;
    private static final int LOOKS = 50;
    private static final int WARM_UP = 1_000;
    private static final double FALSE_POSITIVES = 0.01;

    private PrimitivesMemory() {}

    /// One way against another.
    ///
    /// @param naive bytes held by collections
    /// @param bytes held by ours
    /// @param predicted for ours
    /// @param spilled bytes on disk
    record Line(String what, long naive, long bytes, long predicted, long spilled) {}

    /// Measures and writes the page.
    ///
    /// @param args none
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        Page page = new Page("Memory of sort, top, distinct and Bloom filter");
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines(ROWS, session.work(), LOOKS)) {
            rows.add(
                    List.of(
                            line.what,
                            text(line.naive),
                            text(line.bytes),
                            text(line.predicted),
                            text(line.spilled)));
        }
        page.section(
                        "%,d rows of a text of 16 signs, all different, one of %,d groups, and a double"
                                .formatted(ROWS, MadeTable.GROUPS))
                .say(
                        "Bytes reachable in the heap by the histogram of classes, the most of all looks: at every fiftieth of each step and some times a second. Naive: a list of all rows, sorted (for the first rows of groups a list for each), a `LinkedHashSet` of the rows (by group a map of the first of each), a `HashSet` of the texts. Predicted: `SortMemory`, which the summary of a run repeats, never more than was granted, and `KeyFilter.predictedBytes`, to which the objects around the bits and what the JVM comes to hold add some KB. Rows are made as they are read, and dropped as they are written, so files hold nothing of it.")
                .table(List.of("what", "naive", "ours", "predicted", "on disk"), rows);
        page.write("primitives-memory", session, "not used");
    }

    private static String text(long bytes) {
        return "%,d".formatted(bytes);
    }

    /// A row as one writes it down.
    private record NaiveRow(String name, long group, double value) {}

    /// What is measured.
    private interface Work {
        SortSummary run(SortOptions options, FileTable table, SortTarget target)
                throws IOException, InterruptedException;
    }

    /// The figures for that many rows.
    ///
    /// @param work directory for the table and temporary files
    /// @param looks how often the heap is looked at in each step of the work
    static List<Line> lines(int rows, Path work, int looks) throws Exception {
        SortOptions free = options(work, FREE);
        SortOptions granted = options(work, GRANTED);
        List<SortKey> byValue = List.of(SortKey.descending("value"));
        Work sort =
                (how, table, target) ->
                        ExternalSort.by(List.of(SortKey.ascending("name")))
                                .options(how)
                                .run(table, target);
        Work distinct =
                (how, table, target) -> Distinct.of(List.of()).options(how).run(table, target);
        long list = held(PrimitivesMemory::sorted, rows);
        long lists = held(PrimitivesMemory::groups, rows);
        long set = held(PrimitivesMemory::distinctRows, rows);
        long texts = held(PrimitivesMemory::distinctTexts, rows);
        List<Line> lines = new ArrayList<>();
        lines.add(line("sort in memory", list, free, rows, looks, sort));
        lines.add(line("sort in 64 MB", list, granted, rows, looks, sort));
        lines.add(
                line(
                        "top 100",
                        list,
                        free,
                        rows,
                        looks,
                        (how, table, target) ->
                                TopK.of(100, byValue).options(how).run(table, target)));
        lines.add(
                line(
                        "top 3 of each group",
                        lists,
                        free,
                        rows,
                        looks,
                        (how, table, target) ->
                                TopK.of(3, byValue)
                                        .perGroup(List.of("group"))
                                        .options(how)
                                        .run(table, target)));
        lines.add(line("distinct, all differ", set, free, rows, looks, distinct));
        lines.add(line("distinct in 64 MB", set, granted, rows, looks, distinct));
        lines.add(
                line(
                        "distinct by group",
                        held(PrimitivesMemory::firstOfGroups, rows),
                        free,
                        rows,
                        looks,
                        (how, table, target) ->
                                Distinct.of(List.of("group")).options(how).run(table, target)));
        lines.add(
                new Line(
                        "Bloom filter, %s".formatted(FALSE_POSITIVES),
                        texts,
                        held(PrimitivesMemory::filter, rows),
                        KeyFilter.predictedBytes(rows, FALSE_POSITIVES),
                        0));
        return lines;
    }

    private static SortOptions options(Path work, long memory) {
        return SortOptions.defaults()
                .withWorkers(2)
                .withMemoryBytes(memory)
                .withSpill(new SpillPlace(work, Long.MAX_VALUE));
    }

    private static Line line(
            String what, long naive, SortOptions options, int rows, int looks, Work work)
            throws IOException, InterruptedException {
        work.run(options, new MadeTable(WARM_UP), _ -> new Nowhere()); // loads the classes
        long most;
        SortSummary summary;
        try (Reachable.Peak peak = new Reachable.Peak(looks)) {
            summary =
                    work.run(
                            options.withListener(made -> peak.at(made.step(), made.share())),
                            new MadeTable(rows),
                            _ -> new Nowhere());
            most = peak.bytes();
        }
        return new Line(what, naive, most, summary.predictedBytes(), summary.spilledBytes());
    }

    /// Takes rows and keeps nothing.
    private static final class Nowhere implements BatchSink {
        @Override
        public void write(Batch batch) {
            // it is about what comes before
        }

        @Override
        public void commit() {
            // nothing was written
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /// What something keeps reachable.
    private static long held(IntFunction<Object> made, int rows) {
        var _ = made.apply(WARM_UP);
        long before = Reachable.bytes();
        Object object = made.apply(rows);
        try {
            return Reachable.bytes() - before;
        } finally {
            Reference.reachabilityFence(object);
        }
    }

    private static NaiveRow row(int row) {
        return new NaiveRow(MadeTable.name(row), MadeTable.group(row), MadeTable.value(row));
    }

    private static List<NaiveRow> sorted(int rows) {
        List<NaiveRow> all = new ArrayList<>();
        IntStream.range(0, rows).forEach(row -> all.add(row(row)));
        all.sort(Comparator.comparing(NaiveRow::name));
        return all;
    }

    private static Map<Long, List<NaiveRow>> groups(int rows) {
        Map<Long, List<NaiveRow>> groups = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            groups.computeIfAbsent(MadeTable.group(row), _ -> new ArrayList<>()).add(row(row));
        }
        groups.values().forEach(of -> of.sort(Comparator.comparing(NaiveRow::value).reversed()));
        return groups;
    }

    private static Map<Long, NaiveRow> firstOfGroups(int rows) {
        Map<Long, NaiveRow> first = new LinkedHashMap<>();
        IntStream.range(0, rows).forEach(row -> first.putIfAbsent(MadeTable.group(row), row(row)));
        return first;
    }

    private static Set<NaiveRow> distinctRows(int rows) {
        Set<NaiveRow> set = new LinkedHashSet<>();
        IntStream.range(0, rows).forEach(row -> set.add(row(row)));
        return set;
    }

    private static Set<String> distinctTexts(int rows) {
        Set<String> set = new HashSet<>();
        IntStream.range(0, rows).forEach(row -> set.add(MadeTable.name(row)));
        return set;
    }

    private static KeyFilter filter(int rows) {
        KeyFilter filter = KeyFilter.of(rows, FALSE_POSITIVES);
        IntStream.range(0, rows).forEach(row -> filter.add(MadeTable.name(row)));
        return filter;
    }
}
