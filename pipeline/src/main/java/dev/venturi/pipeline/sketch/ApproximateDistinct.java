package dev.venturi.pipeline.sketch;

import dev.venturi.aggregate.Aggregate;
import dev.venturi.aggregate.ResultColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAccumulator;

/// How many different values a group has, about, in some kilobytes for each group: a
/// [DistinctSketch]. Missing values are none. In a pipeline file `approximate-distinct(user)`.
///
/// | parameter | |
/// |---|---|
/// | `error` | by which the number may be off, as a share of it, with a probability of 95 %; 0.02 unless given, 0.001 to 0.25; half the error takes four times the memory |
/// | `result` | `estimate`, or `lower` or `upper`: bounds that hold with a probability of 97.5 % each |
///
/// The same values give the same answer in any order; merged states are estimated another way,
/// within the bounds they give.
public final class ApproximateDistinct implements Aggregate<DistinctSketch>, Approximation {
    private static final double ERROR = 0.02;

    private final int precision;
    private final Asked.Result result;
    private final DoubleAccumulator worst = new DoubleAccumulator(Math::max, 0);

    /// The estimate.
    public ApproximateDistinct() {
        this(Map.of());
    }

    /// What the parameters say.
    ///
    /// @throws UsageException when they say something else
    public ApproximateDistinct(Map<String, String> parameters) {
        Asked asked = new Asked(parameters, List.of("error", "result"));
        precision =
                DistinctSketch.precision(
                        asked.number(
                                "error",
                                ERROR,
                                DistinctSketch.LEAST_ERROR,
                                DistinctSketch.MOST_ERROR));
        result = asked.result();
    }

    @Override
    public double worstError() {
        return worst.get();
    }

    @Override
    public String errorMeaning() {
        return "of the number at most, with a probability of 95 % in each group";
    }

    @Override
    public boolean isEstimate() {
        return result == Asked.Result.ESTIMATE;
    }

    @Override
    public ColumnType resultType(ColumnType input) {
        return ColumnType.INT64;
    }

    @Override
    public DistinctSketch newState() {
        return DistinctSketch.empty(precision);
    }

    @Override
    public void update(DistinctSketch state, double value) {
        state.add(value);
    }

    @Override
    public void update(DistinctSketch state, long value) {
        state.add(value);
    }

    @Override
    public void update(DistinctSketch state, byte[] text, int from, int to) {
        state.add(text, from, to);
    }

    @Override
    public void combine(DistinctSketch state, DistinctSketch later) {
        state.add(later);
    }

    @Override
    public void finish(DistinctSketch state, ResultColumn column) {
        worst.accumulate(state.relativeError());
        column.add(
                Math.round(
                        switch (result) {
                            case ESTIMATE -> state.estimate();
                            case LOWER -> state.lowerBound();
                            case UPPER -> state.upperBound();
                        }));
    }

    @Override
    public void write(DistinctSketch state, DataOutput out) throws IOException {
        byte[] bytes = state.toBytes();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public DistinctSketch read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return DistinctSketch.of(bytes);
    }

    @Override
    public long bytes(DistinctSketch state) {
        return state.bytes();
    }
}
