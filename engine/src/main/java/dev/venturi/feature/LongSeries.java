package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The series of one entity that is too long to be held: the first pass runs over its fragments as
/// they arrive, further passes read its rows again from the file. The bits are those of a series in
/// memory.
final class LongSeries {
    private final ResolvedPlan plan;
    private final EntityEvaluator evaluator;
    private final Fragment first;
    private final String file;
    private final List<SeriesStream> streams = new ArrayList<>();
    private final int passes;
    private final long origin;
    private double[] axis = new double[0];
    private long @Nullable [] lastOrder;
    private long rows;
    private long ties;

    /// @param file name of the file in which the entity begins, for messages
    LongSeries(ResolvedPlan plan, EntityEvaluator evaluator, Fragment first, String file) {
        this.plan = plan;
        this.evaluator = evaluator;
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

    long rows() {
        return rows;
    }

    /// Ties between rows of different fragments; those within one are counted by the evaluator.
    long ties() {
        return ties;
    }

    /// Feeds the next fragment to the first pass.
    ///
    /// @throws MalformedDataException when its rows are not in order: they could not be sorted in
    ///   memory
    void append(Fragment fragment) {
        if (!plan.order().isEmpty()) {
            requireOrder(fragment);
        }
        feed(0, fragment.values(), fragment.exact(), fragment.order(), 0, fragment.rows());
        rows += fragment.rows();
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
        return 8L * (plan.columns().size() + plan.order().size());
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

    /// Takes rows of the entity in order and says whether to go on.
    interface RowsAgain {
        boolean take(double[][] values, long[] @Nullable [] exact, long[][] order, int rows);
    }

    /// Reads the rows of the entity, and perhaps more behind them, once more.
    interface Reread {
        void each(RowsAgain rows) throws IOException, InterruptedException;
    }

    /// Runs the further passes and writes the cells.
    void finish(Reread table, FeatureCells cells, int entity)
            throws IOException, InterruptedException {
        streams.forEach(stream -> stream.end(0));
        for (int pass = 1; pass < passes; pass++) {
            int current = pass;
            for (SeriesStream stream : streams) {
                if (pass < stream.passes()) {
                    stream.begin(pass);
                }
            }
            long[] left = {rows};
            table.each((values, exact, order, more) -> {
                int taken = (int) Math.min(left[0], more);
                feed(current, values, exact, order, 0, taken);
                left[0] -= taken;
                return left[0] > 0;
            });
            if (left[0] != 0) {
                throw new MalformedDataException(
                        Position.ofFile(file),
                        "entity %s: its rows were not the same when they were read again; the file was changed during the run"
                                .formatted(first.key()));
            }
            for (SeriesStream stream : streams) {
                if (pass < stream.passes()) {
                    stream.end(pass);
                }
            }
        }
        for (int c = 0; c < streams.size(); c++) {
            streams.get(c).finish(cells, evaluator.firstCell(c), entity);
        }
    }
}
