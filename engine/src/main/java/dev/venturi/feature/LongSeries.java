package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.sort.SortOptions;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The series of one entity that is too long to be held: the first pass runs over its fragments as
/// they arrive, further passes read its rows again from the file. The bits are those of a series in
/// memory.
///
/// Where cut-offs limit the rows that count, they are known only at the end: every window is then
/// read again on its own, from the fragment on in which it begins.
///
/// Rows that turn out not to be in order are read again into a [SortedSeries], and all passes read
/// from there.
final class LongSeries {
    private final ResolvedPlan plan;
    private final EntityFeatures features;
    private final EntityEvaluator evaluator;
    private final Cutoffs cutoffs;
    private final List<Start> starts = new ArrayList<>();
    private final Fragment first;
    private final String file;
    private final SortOptions sorting;
    private final boolean[] wide;
    private final long tiesBefore;
    private boolean unordered;
    private final List<SeriesStream> streams = new ArrayList<>();
    private final int passes;
    private long origin;
    private double[] axis = new double[0];
    private long @Nullable [] lastOrder;
    private long rows;
    private long ties;
    private long lastKey;

    /// Where a fragment begins.
    ///
    /// @param index of the fragment among those of the entity
    /// @param key sort key of its first row
    /// @param row rows of the entity before it
    record Start(int index, int file, long position, long key, long row) {}

    /// Takes rows of the entity in order and says whether to go on.
    interface RowsAgain {
        boolean take(double[][] values, long[] @Nullable [] exact, long[][] order, int rows)
                throws InterruptedException;
    }

    /// Reads the rows of the entity, and perhaps others behind them, once more.
    interface Reread {
        /// Reads from a fragment on.
        void from(Start start, RowsAgain rows) throws IOException, InterruptedException;
    }

    /// @param file name of the file in which the entity begins, for messages
    /// @param sorting how rows are sorted that are not in order
    LongSeries(
            ResolvedPlan plan,
            EntityFeatures features,
            Fragment first,
            String file,
            SortOptions sorting) {
        this.plan = plan;
        this.features = features;
        this.evaluator = features.evaluator();
        this.cutoffs = plan.cutoffs();
        this.first = first;
        this.file = file;
        this.sorting = sorting;
        this.wide = new boolean[plan.columns().size()];
        this.tiesBefore = features.rowOrder().ties();
        this.origin = plan.order().isEmpty() ? 0 : first.order()[0][0];
        int most = 1;
        for (ColumnProgram program : evaluator.programs()) {
            SeriesStream stream = program.stream();
            stream.begin(0);
            streams.add(stream);
            most = Math.max(most, stream.passes());
        }
        this.passes = most;
    }

    /// Ties that the evaluator has not counted: between rows of different fragments, or those found
    /// by sorting.
    long ties() {
        return ties;
    }

    /// Feeds the next fragment to the first pass.
    ///
    /// @throws MalformedDataException when its cut-off is not that of the others, or its rows are
    ///   not in order and have to be
    void append(Fragment fragment) throws IOException, InterruptedException {
        if (!plan.order().isEmpty() && !unordered) {
            int row = firstUnordered(fragment);
            unordered = row >= 0;
            if (unordered && plan.plan().requireOrdered()) {
                throw features.unorderedRow(
                        first.key(), fragment.file(), fragment.position(), row, rows + row);
            }
        }
        for (int c = 0; c < wide.length; c++) {
            wide[c] |= fragment.exact()[c] != null;
        }
        long key = plan.order().isEmpty() ? 0 : fragment.order()[0][0];
        starts.add(new Start(starts.size(), fragment.file(), fragment.position(), key, rows));
        if (!cutoffs.isNone()) {
            requireOneCutoff(fragment);
        } else if (!unordered) {
            feed(0, fragment.values(), fragment.exact(), fragment.order(), 0, fragment.rows());
        }
        rows += fragment.rows();
    }

    private void requireOneCutoff(Fragment fragment) throws IOException, InterruptedException {
        if (cutoffs.slot() < 0) {
            return;
        }
        long expected = first.order()[cutoffs.slot()][0];
        long[] held = fragment.order()[cutoffs.slot()];
        for (int r = 0; r < fragment.rows(); r++) {
            if (held[r] != expected) {
                throw features.cutoffChanges(
                        first.key(), fragment.file(), fragment.position(), r, rows + r);
            }
        }
    }

    /// The first row of a fragment that sorts before the row above it, or -1.
    private int firstUnordered(Fragment fragment) {
        long[][] order = fragment.order();
        long[] last = lastOrder;
        int unordered = evaluator.firstUnordered(order, 0, fragment.rows());
        if (last != null) {
            int compared = 0;
            for (int o = 0; o < order.length && compared == 0; o++) {
                compared = Long.compare(last[o], order[o][0]);
            }
            unordered = compared > 0 ? 0 : unordered;
            ties += compared == 0 ? 1 : 0;
        }
        long[] kept = new long[order.length];
        for (int o = 0; o < order.length; o++) {
            kept[o] = order[o][fragment.rows() - 1];
        }
        lastOrder = kept;
        lastKey = kept[0];
        return unordered;
    }

    private void feed(
            int pass,
            double[][] values,
            long[] @Nullable [] exact,
            long[][] order,
            int from,
            int to) {
        double[] x = null;
        if (!plan.order().isEmpty()) {
            if (axis.length < to) {
                axis = new double[to];
            }
            evaluator.fillAxis(order[0], from, to, origin, axis);
            x = axis;
        }
        for (int c = 0; c < streams.size(); c++) {
            if (pass < streams.get(c).passes()) {
                streams.get(c).rows(values[c], exact[c], x, from, to);
            }
        }
    }

    /// Runs the further passes and writes the rows of the output.
    void finish(Reread table) throws IOException, InterruptedException {
        if (!unordered) {
            finish(table, 1);
            return;
        }
        try (SortedSeries sorted = new SortedSeries(first.order().length, wide, sorting)) {
            fill(sorted, table);
            sorted.sort();
            features.rowOrder().countSorted();
            ties = sorted.ties() - (features.rowOrder().ties() - tiesBefore);
            starts.clear();
            starts.add(new Start(0, first.file(), first.position(), sorted.least(), 0));
            origin = sorted.least();
            lastKey = sorted.most();
            finish(sorted, 0);
        }
    }

    private void fill(SortedSeries sorted, Reread table) throws IOException, InterruptedException {
        long[] left = {rows};
        table.from(
                starts.getFirst(),
                (values, exact, order, more) -> {
                    int taken = (int) Math.min(left[0], more);
                    sorted.add(values, exact, order, taken);
                    left[0] -= taken;
                    return left[0] > 0;
                });
        if (left[0] != 0) {
            throw changed();
        }
    }

    /// @param begun passes that have got their rows
    private void finish(Reread table, int begun) throws IOException, InterruptedException {
        if (!cutoffs.isNone()) {
            windows(table);
            return;
        }
        if (begun > 0) {
            end(0);
        }
        for (int pass = begun; pass < passes; pass++) {
            begin(pass);
            long[] left = {rows};
            int current = pass;
            table.from(
                    starts.getFirst(),
                    (values, exact, order, more) -> {
                        int taken = (int) Math.min(left[0], more);
                        feed(current, values, exact, order, 0, taken);
                        left[0] -= taken;
                        return left[0] > 0;
                    });
            if (left[0] != 0) {
                throw changed();
            }
            end(pass);
        }
        write(0, features.row(first.key(), first.file(), first.position(), rows, false, 0));
    }

    private void begin(int pass) {
        for (SeriesStream stream : streams) {
            if (pass < stream.passes()) {
                stream.begin(pass);
            }
        }
    }

    private void end(int pass) {
        for (SeriesStream stream : streams) {
            if (pass < stream.passes()) {
                stream.end(pass);
            }
        }
    }

    private void write(int window, int row) {
        for (int c = 0; c < streams.size(); c++) {
            streams.get(c).finish(features.cells(), evaluator.firstCell(c, window), row);
        }
    }

    private MalformedDataException changed() {
        return new MalformedDataException(
                Position.ofFile(file),
                "entity %s: its rows were not the same when they were read again; the file was changed during the run"
                        .formatted(first.key()));
    }

    private void windows(Reread table) throws IOException, InterruptedException {
        long from = unordered ? starts.getFirst().key() : first.order()[0][0];
        long last = lastKey;
        Long own = cutoffs.of(first.order(), 0);
        if (!cutoffs.isGrid()) {
            int row = features.row(first.key(), first.file(), first.position(), 0, false, 0);
            for (int w = 0; w < cutoffs.sets(); w++) {
                long low = own == null ? cutoffs.lowBehind(last, w) : cutoffs.low(own, w);
                window(table, low, own, w, row);
            }
            return;
        }
        boolean further = false;
        for (long cutoff : features.grid(first.key(), first.file(), from, last, own)) {
            int row = features.row(first.key(), first.file(), first.position(), 0, further, cutoff);
            for (int w = 0; w < cutoffs.sets(); w++) {
                window(table, cutoffs.low(cutoff, w), cutoff, w, row);
            }
            further = true;
        }
        if (!further) {
            features.noRow(first.key(), first.file(), first.position());
        }
    }

    /// Computes the rows whose keys are at least `low` and below `cutoff`, which may be none.
    private void window(Reread table, long low, @Nullable Long cutoff, int window, int row)
            throws IOException, InterruptedException {
        Start start = starts.getFirst();
        for (Start next : starts) {
            if (next.key() >= low) {
                break;
            }
            start = next;
        }
        long[] fed = {0};
        for (int pass = 0; pass < passes; pass++) {
            begin(pass);
            int current = pass;
            long[] left = {rows - start.row()};
            fed[0] = 0;
            table.from(
                    start,
                    (values, exact, order, more) -> {
                        int n = (int) Math.min(left[0], more);
                        if (n == 0) {
                            return left[0] > 0;
                        }
                        long[] keys = order[0];
                        int begin = Cutoffs.firstFrom(keys, 0, n, low);
                        int end = cutoff == null ? n : Cutoffs.firstFrom(keys, 0, n, cutoff);
                        if (begin < end) {
                            origin = fed[0] == 0 ? keys[begin] : origin;
                            feed(current, values, exact, order, begin, end);
                            fed[0] += end - begin;
                        }
                        left[0] = end < n ? 0 : left[0] - n;
                        return left[0] > 0;
                    });
            if (left[0] != 0) {
                throw changed();
            }
            end(pass);
        }
        features.setRows(row, fed[0]);
        write(window, row);
    }
}
