package dev.venturi.pipeline.sketch;

import dev.venturi.aggregate.Aggregate;
import dev.venturi.aggregate.ResultColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/// How many different values a group has, about, in some kilobytes for each group: a
/// [DistinctSketch]. Missing values are none.
///
/// The parameter `result` is `estimate` unless it says `lower` or `upper`: bounds that hold with a
/// probability of 97.5 % each, so three of these in one plan print the error beside the number. The
/// same values give the same answer in any order; merged states are estimated another way, within
/// the same bounds.
public final class ApproximateDistinct implements Aggregate<DistinctSketch> {
    private static final int BYTES = 5_000;

    private enum Result {
        ESTIMATE,
        LOWER,
        UPPER
    }

    private final Result result;

    /// The estimate.
    public ApproximateDistinct() {
        this(Map.of());
    }

    /// What the parameters say.
    ///
    /// @throws UsageException when they say something else than `result`
    public ApproximateDistinct(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!name.equals("result")) {
                throw new UsageException("no parameter \"%s\"; expected result".formatted(name));
            }
        }
        String asked = parameters.getOrDefault("result", "estimate");
        result =
                switch (asked) {
                    case "estimate" -> Result.ESTIMATE;
                    case "lower" -> Result.LOWER;
                    case "upper" -> Result.UPPER;
                    default ->
                            throw new UsageException(
                                    "result \"%s\": expected estimate, lower or upper"
                                            .formatted(asked));
                };
    }

    @Override
    public ColumnType resultType(ColumnType input) {
        return ColumnType.INT64;
    }

    @Override
    public DistinctSketch newState() {
        return DistinctSketch.empty();
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
        return BYTES;
    }
}
