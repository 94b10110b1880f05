package dev.venturi.pipeline.sketch;

import dev.venturi.aggregate.Aggregate;
import dev.venturi.aggregate.ResultColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/// The value that a share `q` of the values of a group do not exceed, about, in some kilobytes for
/// each group: a [QuantileSketch]. Exact up to 200 values; beyond, its rank is off by 1.33 % of the
/// values at most, with a probability of 99 %, and another run may give a neighbouring value: where
/// that will not do, `quantile` is exact. NaN for a group without values.
public final class ApproximateQuantile implements Aggregate<QuantileSketch> {
    private static final int BYTES = 5_000;

    private final double share;

    /// The quantile the parameters name.
    ///
    /// @param parameters `q` from 0 to 1, 0.5 unless given
    /// @throws UsageException when they say something else
    public ApproximateQuantile(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!name.equals("q")) {
                throw new UsageException("no parameter \"%s\"; expected q".formatted(name));
            }
        }
        String q = parameters.getOrDefault("q", "0.5");
        share = number(q);
        if (!(share >= 0 && share <= 1)) {
            throw new UsageException("q %s: expected a number from 0 to 1".formatted(q));
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
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
        return QuantileSketch.empty();
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
        column.add(state.quantile(share));
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
        return BYTES;
    }
}
