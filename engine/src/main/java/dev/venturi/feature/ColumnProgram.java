package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.kernel.StoppableSort;
import dev.venturi.table.Internal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The features of one column, ready to be computed of one series after the other.
///
/// A series that is in memory goes through [#evaluate]; one that is longer than memory through
/// [#stream], in pieces, with the same bits: both cut the valid values into the same blocks and
/// hand them to the same [SeriesSums]. Holds scratch memory that grows to the longest series seen
/// and is then reused; belongs to one thread.
@Internal
public final class ColumnProgram {
    private static final double[] NO_AXIS = new double[0];

    /// Up to here every whole number is a double.
    private static final double EXACT = 0x1p53;

    final ProgramPlan plan;
    final Kernels kernels;
    final SeriesSums sums;
    final WholeNumbers whole = new WholeNumbers();
    private final ResultWriter writer;
    private final double[] extremes = new double[2];
    private final SeriesView view = new SeriesView();
    private double[] valid = new double[Kernels.BLOCK + 8];
    private double[] validAxis = NO_AXIS;
    private double[] sorted = NO_AXIS;
    private @Nullable SeriesStream stream;

    private ColumnProgram(ProgramPlan plan, Kernels kernels) {
        this.plan = plan;
        this.kernels = kernels;
        sums = new SeriesSums(plan, kernels);
        writer = new ResultWriter(plan, sums, whole);
        if (plan.axis) {
            validAxis = new double[valid.length];
        }
    }

    /// Works out what has to be computed for some features of one column.
    ///
    /// @param definitions what to compute of the column, in the order of the output
    /// @param kernels of the thread that will run the program
    /// @param hasAxis whether the table has an order column, so that every series comes with its
    ///   axis
    public static ColumnProgram compile(
            Preset preset, List<FeatureDefinition> definitions, Kernels kernels, boolean hasAxis) {
        return new ColumnProgram(new ProgramPlan(preset, definitions, hasAxis), kernels);
    }

    /// How many features it computes.
    public int features() {
        return plan.definitions.length;
    }

    /// Which of its features keep the type of the column, `[features]`; owned by the caller.
    public boolean[] keepsType() {
        return plan.keepsType.clone();
    }

    /// Whether a series can be handed over in pieces: no feature needs all of it at hand.
    public boolean streamable() {
        return !plan.wholeSeries();
    }

    /// The most neighbouring values that are looked at together: the longest window or lag, 0 when
    /// there is none. A stream holds about twice as many beside its blocks.
    public int longestWindow() {
        return plan.lookAhead;
    }

    /// Computes the features of one series.
    ///
    /// @param values `[from, to)`, rows in order, NaN where missing
    /// @param exact int64 values of those rows, in step; null when the doubles are exact
    /// @param axis first order column of those rows, in step, never NaN: days since the entity's
    ///   first row for times, plain numbers else; not read without an order column
    /// @param cells receives the results of the features `firstFeature` and following
    /// @param entity index of the results in the cells
    public void evaluate(
            double[] values,
            long @Nullable [] exact,
            double @Nullable [] axis,
            int from,
            int to,
            FeatureCells cells,
            int firstFeature,
            int entity) {
        reserve(to - from);
        SeriesSums s = sums;
        s.begin();
        s.rows = (long) to - from;
        int n = compact(values, axis, from, to);
        s.count = n;
        s.min = extremes[0];
        s.max = extremes[1];
        if (plan.zeroFilled) {
            s.zeroFilled.gather(values, from, to);
        }
        double[] v = valid;
        double[] x = validAxis;
        for (int start = 0; start < n; start += Kernels.BLOCK) {
            int length = Math.min(Kernels.BLOCK, n - start);
            s.gather(v, x, start, length, n - start - length);
        }
        s.gatherLast(v, n);
        s.gathered();
        if (plan.deviations) {
            if (plan.zeroFilled) {
                s.zeroFilled.deviate(values, from, to);
            }
            for (int start = 0; start < n; start += Kernels.BLOCK) {
                int length = Math.min(Kernels.BLOCK, n - start);
                s.deviate(v, x, start, length, n - start - length);
            }
        }
        s.deviated();
        if (plan.sigmas.length > 0) {
            for (int start = 0; start < n; start += Kernels.BLOCK) {
                s.beyond(v, start, Math.min(Kernels.BLOCK, n - start));
            }
        }
        if (plan.whole) {
            gatherWhole(values, exact, from, to);
        }
        if (plan.sorted) {
            sort(n);
        }
        write(cells, firstFeature, entity);
    }

    /// The same for a series that comes in pieces. A program has one stream; it is used for one
    /// series after the other, and not while [#evaluate] runs.
    ///
    /// @throws IllegalStateException when the program is not [#streamable]
    public SeriesStream stream() {
        if (!streamable()) {
            throw new IllegalStateException("a feature needs the whole series at hand");
        }
        SeriesStream made = stream;
        if (made == null) {
            made = new SeriesStream(this);
            stream = made;
        }
        return made;
    }

    private int compact(double[] values, double @Nullable [] axis, int from, int to) {
        if (!plan.axis) {
            return kernels.compact(values, from, to, valid, extremes);
        }
        if (axis == null) {
            throw new IllegalArgumentException("the program was compiled for a table with an axis");
        }
        return kernels.compact(values, axis, from, to, valid, validAxis, extremes);
    }

    private void gatherWhole(double[] values, long @Nullable [] exact, int from, int to) {
        whole.begin();
        SeriesSums s = sums;
        if (s.count == 0) {
            return;
        }
        if (exact != null) {
            whole.addRows(values, exact, from, to);
            return;
        }
        whole.take(s.min, s.max, s.first, s.last);
        if (plan.wholeSum) {
            if (s.count * Math.max(Math.abs(s.min), Math.abs(s.max)) <= EXACT) {
                whole.takeSum(s.sum);
            } else {
                whole.addAll(valid, 0, (int) s.count);
            }
        }
    }

    private void sort(int n) {
        if (sorted.length < n) {
            sorted = new double[valid.length];
        }
        System.arraycopy(valid, 0, sorted, 0, n);
        StoppableSort.ascending(sorted, 0, n);
    }

    private void reserve(int rows) {
        if (valid.length < rows + 8) {
            int length = Math.max(rows, rows + rows / 4) + 8; // the sum of a longer one overflows
            valid = new double[length];
            if (plan.axis) {
                validAxis = new double[length];
            }
        }
    }

    /// Writes the results of the series whose sums are complete.
    void write(FeatureCells cells, int firstFeature, int entity) {
        writer.write(cells, firstFeature, entity, sorted);
        for (int f : plan.ownFeatures) {
            cells.values[firstFeature + f][entity] = own(plan.definitions[f]);
        }
    }

    private double own(FeatureDefinition definition) {
        FeatureFunction function = definition.function();
        if (function == null) {
            throw new IllegalStateException("no function for " + definition);
        }
        view.show(valid, plan.axis ? validAxis : null, (int) sums.count, sums.rows);
        double value;
        try {
            value = function.compute(view, definition.parameters());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "feature \"%s\" (%s) failed on a series of %d values: %s"
                            .formatted(definition, function.getClass().getName(), sums.count, e),
                    e);
        }
        if (definition.contract().result() == ResultType.INT64
                && !Double.isNaN(value)
                && (value != Math.rint(value) || Math.abs(value) > EXACT)) {
            throw new IllegalStateException(
                    "feature \"%s\" (%s) gave %s, but its contract says INT64"
                            .formatted(definition, function.getClass().getName(), value));
        }
        return value;
    }
}
