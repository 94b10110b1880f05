package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The series of one entity that is too long to be held: the first pass runs over its fragments as
/// they arrive, further passes read its rows again from the file. The bits are those of a series in
/// memory.
///
/// Where cut-offs limit the rows that count, they are known only at the end: every window is then
/// read again on its own, from the fragment on in which it begins.
final class LongSeries {
    private final ResolvedPlan plan;
    private final EntityFeatures features;
    private final EntityEvaluator evaluator;
    private final Cutoffs cutoffs;
    private final List<Start> starts = new ArrayList<>();
    private final Fragment first;
    private final String file;
    private final List<SeriesStream> streams = new ArrayList<>();
    private final int passes;
    private long origin;
    private double[] axis = new double[0];
    private long @Nullable [] lastOrder;
    private long rows;
    private long ties;

    /// Where a fragment begins.
    ///
    /// @param index of the fragment among those of the entity
    /// @param key sort key of its first row
    /// @param row rows of the entity before it
    record Start(int index, int file, long position, long key, long row) {}

    /// Takes rows of the entity in order and says whether to go on.
    interface RowsAgain {
        boolean take(double[][] values, long[] @Nullable [] exact, long[][] order, int rows);
    }

    /// Reads the rows of the entity, and perhaps others behind them, once more.
    interface Reread {
        /// Reads from a fragment on.
        void from(Start start, RowsAgain rows) throws IOException, InterruptedException;
    }

    /// @param file name of the file in which the entity begins, for messages
    LongSeries(ResolvedPlan plan, EntityFeatures features, Fragment first, String file) {
        this.plan = plan;
        this.features = features;
        this.evaluator = features.evaluator();
        this.cutoffs = plan.cutoffs();
        this.first = first;
        this.file = file;
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

    /// Ties between rows of different fragments; those within one are counted by the evaluator.
    long ties() {
        return ties;
    }

    /// Feeds the next fragment to the first pass.
    ///
    /// @throws MalformedDataException when its rows are not in order: they could not be sorted in
    ///   memory, or its cut-off is not that of the others
    void append(Fragment fragment) throws IOException, InterruptedException {
        if (!plan.order().isEmpty()) {
            requireOrder(fragment);
        }
        long key = plan.order().isEmpty() ? 0 : fragment.order()[0][0];
        starts.add(new Start(starts.size(), fragment.file(), fragment.position(), key, rows));
        if (cutoffs.isNone()) {
            feed(0, fragment.values(), fragment.exact(), fragment.order(), 0, fragment.rows());
        } else {
            requireOneCutoff(fragment);
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

    private void requireOrder(Fragment fragment) {
        long[][] order = fragment.order();
        long[] last = lastOrder;
        boolean ordered = evaluator.firstUnordered(order, 0, fragment.rows()) < 0;
        if (last != null) {
            int compared = 0;
            for (int o = 0; o < order.length && compared == 0; o++) {
                compared = Long.compare(last[o], order[o][0]);
            }
            ordered &= compared <= 0;
            ties += compared == 0 ? 1 : 0;
        }
        if (!ordered) {
            throw new MalformedDataException(
                    Position.ofFile(file),
                    ("entity %s: its rows are not in the order of %s and there are too many to be sorted in memory (%,d rows so far, %,d MB); "
                                    + "sort the input by %s, or give the command more memory")
                            .formatted(
                                    first.key(),
                                    plan.order().getFirst().name(),
                                    rows + fragment.rows(),
                                    ((rows + fragment.rows()) * bytesPerRow()) >> 20,
                                    plan.order().getFirst().name()));
        }
        long[] kept = new long[order.length];
        for (int o = 0; o < order.length; o++) {
            kept[o] = order[o][fragment.rows() - 1];
        }
        lastOrder = kept;
    }

    private long bytesPerRow() {
        return 8L * (plan.columns().size() + plan.projection().order().size());
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
        if (!cutoffs.isNone()) {
            windows(table);
            return;
        }
        streams.forEach(stream -> stream.end(0));
        for (int pass = 1; pass < passes; pass++) {
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
        long from = first.order()[0][0];
        long last = Objects.requireNonNull(lastOrder)[0];
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
