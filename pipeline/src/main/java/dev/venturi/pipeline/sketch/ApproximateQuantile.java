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

/// The value that a share of the values of a group do not exceed, about, in some kilobytes for each
/// group: a [QuantileSketch]. In a pipeline file `approximate-quantile(price, 0.9)`.
///
/// | parameter | |
/// |---|---|
/// | `q` | the share, from 0 to 1; 0.5 unless given |
/// | `error` | by which the rank of an answer may be off, as a share of the values, with a probability of 99 %; 0.02 unless given |
/// | `result` | `estimate`, or `lower` or `upper`: between these two the exact answer lies with a probability of 99 % |
///
/// Exact for some hundred values. The same values in the same order give the same bits. NaN for a
/// group without values.
public final class ApproximateQuantile implements Aggregate<QuantileSketch>, Approximation {
    private final double share;
    private final double error;
    private final Asked.Result result;
    private final DoubleAccumulator worst = new DoubleAccumulator(Math::max, 0);

    /// The quantile the parameters name.
    ///
    /// @throws UsageException when they say something else
    public ApproximateQuantile(Map<String, String> parameters) {
        Asked asked = new Asked(parameters, List.of("q", "error", "result"));
        share = asked.number("q", 0.5, 0, 1);
        error = asked.number("error", QuantileSketch.USUAL_ERROR, QuantileSketch.LEAST_ERROR, 0.5);
        result = asked.result();
    }

    @Override
    public double worstError() {
        return worst.get();
    }

    @Override
    public String errorMeaning() {
        return "of the ranks at most, with a probability of 99 % in each group";
    }

    @Override
    public boolean isEstimate() {
        return result == Asked.Result.ESTIMATE;
    }

    @Override
    public ColumnType resultType(ColumnType input) {
        if (!input.isNumeric()) {
            throw new UsageException("quantiles are of numbers, found " + input);
        }
        return ColumnType.FLOAT64;
    }

    @Override
    public QuantileSketch newState() {
        return QuantileSketch.empty(error);
    }

    @Override
    public void update(QuantileSketch state, double value) {
        state.add(value);
    }

    @Override
    public void combine(QuantileSketch state, QuantileSketch later) {
        state.add(later);
    }

    @Override
    public void finish(QuantileSketch state, ResultColumn column) {
        double off = state.rankError();
        worst.accumulate(off);
        column.add(
                state.quantile(
                        switch (result) {
                            case ESTIMATE -> share;
                            case LOWER -> Math.max(0, share - off);
                            case UPPER -> Math.min(1, share + off);
                        }));
    }

    @Override
    public void write(QuantileSketch state, DataOutput out) throws IOException {
        byte[] bytes = state.toBytes();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public QuantileSketch read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return QuantileSketch.of(bytes);
    }

    @Override
    public long bytes(QuantileSketch state) {
        return state.bytes();
    }
}
