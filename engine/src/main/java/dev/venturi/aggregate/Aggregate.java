package dev.venturi.aggregate;

import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// An aggregate of one column, written by a user: a state for each group, how a value changes it,
/// and what it amounts to.
///
/// ```java
/// public final class GeometricMean implements Aggregate<GeometricMean.State> {
///     static final class State {
///         long count;
///         double logarithms;
///     }
///
///     public ColumnType resultType(ColumnType input) {
///         return ColumnType.FLOAT64;
///     }
///
///     public State newState() {
///         return new State();
///     }
///
///     public void update(State state, double value) {
///         state.count++;
///         state.logarithms += Math.log(value);
///     }
///
///     public void combine(State state, State later) {
///         state.count += later.count;
///         state.logarithms += later.logarithms;
///     }
///
///     public void finish(State state, ResultColumn result) {
///         result.add(Math.exp(state.logarithms / state.count));
///     }
///
///     public void write(State state, DataOutput out) throws IOException {
///         out.writeLong(state.count);
///         out.writeDouble(state.logarithms);
///     }
///
///     public State read(DataInput in) throws IOException {
///         State state = new State();
///         state.count = in.readLong();
///         state.logarithms = in.readDouble();
///         return state;
///     }
/// }
/// ```
///
/// It is named by its class, which needs a public constructor without arguments, or one that takes
/// a `Map<String, String>` of parameters and throws [UsageException] for those it cannot use.
///
/// The rules, which `AggregateContract` among the engine's tests holds every aggregate against:
///
/// * The values of a group come in the order of the table. A state is used by one thread at a time;
///   the aggregate itself by many, so it keeps no state of its own.
/// * `combine(a, b)`, where b saw the values that follow those of a, gives what one state would
///   have given that saw all of them: the same bits, or numbers within a bound that the class
///   states. b is not used afterwards. A state that saw no value changes nothing, on either side.
/// * [#finish] leaves the state as it was: it may be updated and finished again.
/// * `read(write(state))` is the same state, and so are its results.
///
/// @param <S> the state of one group
public interface Aggregate<S> {
    /// What the result is, for a column of a type.
    ///
    /// @throws UsageException when it cannot be computed of such a column, saying of which it can
    ColumnType resultType(ColumnType input);

    /// The state of a group that has no value yet.
    S newState();

    /// Takes a value of a column of doubles; never NaN, which is missing.
    default void update(S state, double value) {
        throw new UnsupportedOperationException(getClass().getName() + " takes no doubles");
    }

    /// Takes a value of a column of whole numbers, of booleans as 1 and 0, or of times as
    /// nanoseconds since 1970; unless told otherwise as a double.
    default void update(S state, long value) {
        update(state, (double) value);
    }

    /// Takes a value of a column of texts, `[from, to)` in UTF-8, which is not to be kept.
    default void update(S state, byte[] text, int from, int to) {
        throw new UnsupportedOperationException(getClass().getName() + " takes no texts");
    }

    /// Takes a row without a value; unless told otherwise it changes nothing.
    default void missing(S state) {}

    /// Adds what another state saw to a state.
    ///
    /// @param later saw values that stand behind those of `state`
    void combine(S state, S later);

    /// Adds one result, of the type that [#resultType] told, for a state.
    void finish(S state, ResultColumn result);

    /// Writes all of a state, so that it can leave memory.
    void write(S state, DataOutput out) throws IOException;

    /// Reads a state back.
    S read(DataInput in) throws IOException;

    /// Bytes of memory that a state takes, about; asked now and then for some states, so it should
    /// be cheap.
    default long bytes(S state) {
        return 64;
    }
}
