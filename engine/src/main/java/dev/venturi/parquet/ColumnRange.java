package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Internal;
import dev.venturi.table.RowBatch;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/// Between what bounds the values of a column lie within a row group, as its writer says; both
/// bounds may be further out than any value. Given only where the format defines the order and the
/// bounds make sense, and still a claim: a result that rests on it is as right as the writer was.
@Internal
public sealed interface ColumnRange {
    /// Bounds of numbers and times, as sort keys of the column's type: see [RowBatch#order].
    record Keys(long min, long max) implements ColumnRange {}

    /// Bounds of texts, by unsigned bytes.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Texts(byte[] min, byte[] max) implements ColumnRange {}

    /// Whether a range of the same column begins where this one ends, or behind it.
    default boolean endsBefore(ColumnRange next) {
        return switch (this) {
            case Keys keys -> next instanceof Keys(long min, _) && keys.max <= min;
            case Texts texts ->
                    next instanceof Texts(byte[] min, _)
                            && Arrays.compareUnsigned(texts.max, min) <= 0;
        };
    }

    /// The bounds of a chunk.
    ///
    /// @param type what the column is read as
    static Optional<ColumnRange> of(FlatColumn column, ColumnType type, Chunk chunk) {
        Statistics said = chunk.statistics();
        if (said == null) {
            return Optional.empty();
        }
        boolean signed =
                column.meaning().kind() == Meaning.Kind.WHOLE
                        || column.meaning().kind() == Meaning.Kind.TIME;
        if (said.isSetMin_value() && said.isSetMax_value()) {
            return between(column, type, said.getMin_value(), said.getMax_value());
        }
        // the older pair has an order of its own for all but signed integers
        return signed && said.isSetMin() && said.isSetMax()
                ? between(column, type, said.getMin(), said.getMax())
                : Optional.empty();
    }

    /// The bounds that a writer gives, if they are of use.
    static Optional<ColumnRange> between(
            FlatColumn column, ColumnType type, byte[] min, byte[] max) {
        if (type == ColumnType.TEXT) {
            boolean texts =
                    column.meaning().kind() == Meaning.Kind.TEXT
                            && Arrays.compareUnsigned(min, max) <= 0;
            return texts ? Optional.of(new Texts(min, max)) : Optional.empty();
        }
        int width =
                column.stored() == Type.INT32 || column.stored() == Type.FLOAT
                        ? Integer.BYTES
                        : Long.BYTES;
        boolean ordered =
                switch (column.meaning().kind()) {
                    case WHOLE, UNSIGNED_32, FLOAT, DOUBLE, TIME -> true;
                    case DECIMAL -> !column.isBytes();
                    case UNSIGNED_64, BOOLEAN, HALF, INT96, TEXT, UUID -> false;
                };
        if (!ordered || min.length != width || max.length != width) {
            return Optional.empty();
        }
        long[] stored = {stored(min), stored(max)};
        if (!sortKeys(column, type, stored) || stored[0] > stored[1]) {
            return Optional.empty();
        }
        return Optional.of(new Keys(stored[0], stored[1]));
    }

    private static long stored(byte[] bytes) {
        return bytes.length == Integer.BYTES
                ? LittleEndian.intAt(bytes, 0)
                : LittleEndian.longAt(bytes, 0);
    }

    /// Makes sort keys of stored numbers.
    ///
    /// @return false when one of them has none
    private static boolean sortKeys(FlatColumn column, ColumnType type, long[] stored) {
        if (type.isTime()) {
            Numbers.times(column.meaning(), stored, 2);
            return stored[0] != Numbers.NO_TIME && stored[1] != Numbers.NO_TIME;
        }
        if (type == ColumnType.INT64) {
            Numbers.longs(column.meaning(), stored, 2);
            return true;
        }
        double[] doubles = new double[2];
        Numbers.doubles(column, stored, 2, doubles);
        for (int i = 0; i < 2; i++) {
            if (Double.isNaN(doubles[i])) {
                return false;
            }
            stored[i] = RowBatch.sortable(doubles[i] + 0.0);
        }
        return true;
    }
}
