package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.series.RowOrder;
import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes all features of one entity at a time from its rows: puts them in order, makes the axis,
/// runs a program for each column. One instance per thread.
final class EntityEvaluator {
    private static final double NANOS_PER_DAY = 86_400e9;

    private final List<ColumnProgram> programs = new ArrayList<>();
    private final int[] firstCell;
    private final int[] featureCount;
    private final boolean ordered;
    private final ColumnType axisType;
    private final RowOrder rowOrder = new RowOrder();
    private double[] axis = new double[0];
    private double[] sortedValues = new double[0];
    private long[] sortedExact = new long[0];

    EntityEvaluator(ResolvedPlan plan, Kernels kernels) {
        ordered = !plan.order().isEmpty();
        axisType = ordered ? plan.order().getFirst().type() : ColumnType.INT64;
        firstCell = new int[plan.columns().size()];
        featureCount = new int[firstCell.length];
        for (int c = 0; c < firstCell.length; c++) {
            ResolvedPlan.ValueColumn column = plan.columns().get(c);
            firstCell[c] = column.firstCell();
            featureCount[c] = column.features().size();
            programs.add(
                    ColumnProgram.compile(
                            plan.plan().preset(), column.features(), kernels, ordered));
        }
    }

    /// The order of rows, with what it has counted.
    RowOrder rowOrder() {
        return rowOrder;
    }

    /// Programs of the value columns.
    List<ColumnProgram> programs() {
        return programs;
    }

    /// Where the cells of a window of a value column begin.
    int firstCell(int column, int window) {
        return firstCell[column] + window * featureCount[column];
    }

    /// The first row out of order in `[from, to)`, or -1; -1 without order columns.
    int firstUnordered(long[][] order, int from, int to) {
        return ordered ? rowOrder.firstUnordered(order, from, to) : -1;
    }

    /// Computes the features of rows `[from, to)`, which are one entity, into cell `entity`.
    ///
    /// @param unordered what [#firstUnordered] said of them: when not -1 they are sorted first
    void evaluate(
            double[][] values,
            long[] @Nullable [] exact,
            long[][] order,
            int from,
            int to,
            int unordered,
            FeatureCells cells,
            int entity) {
        if (unordered >= 0) {
            evaluateSorted(
                    values,
                    exact,
                    order,
                    rowOrder.sorted(order, from, to),
                    to - from,
                    cells,
                    entity);
            return;
        }
        evaluateOrdered(values, exact, order, from, to, cells, 0, entity);
    }

    /// Computes the features of rows `[from, to)`, which are in order, into the cells of a window.
    void evaluateOrdered(
            double[][] values,
            long[] @Nullable [] exact,
            long[][] order,
            int from,
            int to,
            FeatureCells cells,
            int window,
            int entity) {
        double[] x = null;
        if (ordered) {
            x = axisOf(to);
            fillAxis(order[0], from, to, from < to ? order[0][from] : 0, x);
        }
        for (int c = 0; c < firstCell.length; c++) {
            programs.get(c)
                    .evaluate(
                            values[c], exact[c], x, from, to, cells, firstCell(c, window), entity);
        }
    }

    private void evaluateSorted(
            double[][] values,
            long[] @Nullable [] exact,
            long[][] order,
            int[] permutation,
            int n,
            FeatureCells cells,
            int entity) {
        if (sortedValues.length < n) {
            sortedValues = new double[n + n / 2];
            sortedExact = new long[n + n / 2];
        }
        for (int i = 0; i < n; i++) {
            sortedExact[i] = order[0][permutation[i]];
        }
        double[] x = axisOf(n);
        fillAxis(sortedExact, 0, n, n > 0 ? sortedExact[0] : 0, x);
        for (int c = 0; c < firstCell.length; c++) {
            double[] column = values[c];
            for (int i = 0; i < n; i++) {
                sortedValues[i] = column[permutation[i]];
            }
            long[] whole = exact[c];
            if (whole != null) {
                for (int i = 0; i < n; i++) {
                    sortedExact[i] = whole[permutation[i]];
                }
            }
            programs.get(c)
                    .evaluate(
                            sortedValues,
                            whole == null ? null : sortedExact,
                            x,
                            0,
                            n,
                            cells,
                            firstCell[c],
                            entity);
        }
    }

    private double[] axisOf(int length) {
        if (axis.length < length) {
            axis = new double[length + length / 2];
        }
        return axis;
    }

    /// Order keys as numbers: times in days since `origin`, numbers as they are.
    ///
    /// @param origin the first time of the entity
    void fillAxis(long[] keys, int from, int to, long origin, double[] x) {
        switch (axisType) {
            case INT64 -> {
                for (int r = from; r < to; r++) {
                    x[r] = keys[r];
                }
            }
            case FLOAT64 -> {
                for (int r = from; r < to; r++) {
                    x[r] = RowBatch.fromSortable(keys[r]);
                }
            }
            case TIMESTAMP, DATE -> {
                for (int r = from; r < to; r++) {
                    x[r] = nanosBetween(origin, keys[r]) / NANOS_PER_DAY;
                }
            }
            case BOOLEAN, TEXT -> throw new IllegalStateException("no axis of type " + axisType);
        }
    }

    /// The difference as a double: exact before rounding as long as it spans less than 292 years.
    private static double nanosBetween(long origin, long time) {
        long difference = time - origin;
        boolean overflowed = ((time ^ origin) & (time ^ difference)) < 0;
        return overflowed ? (double) time - (double) origin : difference;
    }
}
