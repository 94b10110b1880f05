package dev.venturi.aggregate;

import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/// An aggregate as a user would write it: the square root of the mean of squares, or another power.
public final class PowerMean implements Aggregate<PowerMean.State> {
    private final double power;

    /// What it keeps of a group.
    public static final class State {
        private long count;
        private double powers;
    }

    /// Of squares.
    public PowerMean() {
        this(Map.of());
    }

    /// @param parameters `power`, 2 unless given
    public PowerMean(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!name.equals("power")) {
                throw new UsageException("no parameter \"%s\"; expected power".formatted(name));
            }
        }
        power = Double.parseDouble(parameters.getOrDefault("power", "2"));
    }

    @Override
    public ColumnType resultType(ColumnType input) {
        if (!input.isNumeric()) {
            throw new UsageException("the power mean is of numbers, found " + input);
        }
        return ColumnType.FLOAT64;
    }

    @Override
    public State newState() {
        return new State();
    }

    @Override
    public void update(State state, double value) {
        state.count++;
        state.powers += Math.pow(Math.abs(value), power);
    }

    @Override
    public void combine(State state, State later) {
        state.count += later.count;
        state.powers += later.powers;
    }

    @Override
    public void finish(State state, ResultColumn result) {
        result.add(Math.pow(state.powers / state.count, 1 / power));
    }

    @Override
    public void write(State state, DataOutput out) throws IOException {
        out.writeLong(state.count);
        out.writeDouble(state.powers);
    }

    @Override
    public State read(DataInput in) throws IOException {
        State state = new State();
        state.count = in.readLong();
        state.powers = in.readDouble();
        return state;
    }
}
