package dev.venturi.arrow;

import dev.venturi.bytes.Bytes;
import dev.venturi.bytes.Flags;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import org.jspecify.annotations.Nullable;

/// One column of the record batch being made: its buffers as Arrow lays them out.
final class ArrowColumn {
    /// Rows that may be added at once.
    static final int PIECE = 4096;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final ColumnType type;
    private final boolean nanIsMissing;

    /// 1 for each row that has a value.
    private final Flags validity = new Flags();

    /// The values of booleans.
    private final Flags booleans = new Flags();

    /// Where texts end, behind a 0; empty for other columns.
    private final Bytes offsets = new Bytes(1024);

    private final Bytes values = new Bytes(1024);
    private final long[] scratch = new long[PIECE];
    private int nulls;

    /// @param nanIsMissing whether NaN is a missing value, else it is a value
    ArrowColumn(ColumnType type, boolean nanIsMissing) {
        this.type = type;
        this.nanIsMissing = nanIsMissing;
        clear();
    }

    int nulls() {
        return nulls;
    }

    /// Bytes of the buffers, about.
    long bytes() {
        return (long) values.length() + offsets.length();
    }

    /// Adds up to [#PIECE] rows.
    void add(Column column, int from, int n) {
        switch (column) {
            case Column.DoubleColumn(double[] doubles) when type == ColumnType.FLOAT64 ->
                    doubles(doubles, from, n);
            case Column.LongColumn(long[] longs, boolean[] missing) when type != ColumnType.TEXT ->
                    longs(longs, missing, from, n);
            case Column.TextColumn texts when type == ColumnType.TEXT -> texts(texts, from, n);
            case Column.DoubleColumn _, Column.LongColumn _, Column.TextColumn _ ->
                    throw new IllegalArgumentException(
                            "%s in a column of type %s"
                                    .formatted(column.getClass().getSimpleName(), type));
        }
    }

    private void doubles(double[] doubles, int from, int n) {
        byte[] there = validity.reserve(n);
        int row = validity.size();
        int missing = 0;
        for (int i = 0; i < n; i++) {
            double value = doubles[from + i];
            boolean isMissing = nanIsMissing && Double.isNaN(value);
            scratch[i] = isMissing ? 0 : Double.doubleToLongBits(value);
            there[row + i] = (byte) (isMissing ? 0 : 1);
            missing += isMissing ? 1 : 0;
        }
        validity.advance(n);
        nulls += missing;
        values.putLongs(scratch, 0, n);
    }

    private void longs(long[] longs, boolean @Nullable [] missing, int from, int n) {
        System.arraycopy(longs, from, scratch, 0, n);
        if (missing == null) {
            validity.addOnes(n);
        } else {
            byte[] there = validity.reserve(n);
            int row = validity.size();
            for (int i = 0; i < n; i++) {
                boolean isMissing = missing[from + i];
                scratch[i] = isMissing ? 0 : scratch[i];
                there[row + i] = (byte) (isMissing ? 0 : 1);
                nulls += isMissing ? 1 : 0;
            }
            validity.advance(n);
        }
        put(n);
    }

    /// Writes whole numbers as the type of the column has them.
    private void put(int n) {
        switch (type) {
            case INT64, TIMESTAMP, TEXT -> values.putLongs(scratch, 0, n);
            case FLOAT64 -> {
                for (int i = 0; i < n; i++) {
                    scratch[i] = Double.doubleToLongBits((double) scratch[i]);
                }
                values.putLongs(scratch, 0, n);
            }
            case DATE -> {
                for (int i = 0; i < n; i++) {
                    scratch[i] = Math.floorDiv(scratch[i], NANOS_PER_DAY);
                }
                values.putInts(scratch, 0, n);
            }
            case BOOLEAN -> {
                byte[] into = booleans.reserve(n);
                for (int i = 0; i < n; i++) {
                    into[booleans.size() + i] = (byte) (scratch[i] == 0 ? 0 : 1);
                }
                booleans.advance(n);
            }
        }
    }

    private void texts(Column.TextColumn texts, int from, int n) {
        byte[] there = validity.reserve(n);
        int row = validity.size();
        for (int i = 0; i < n; i++) {
            int start = texts.offsets()[from + i];
            int length = texts.offsets()[from + i + 1] - start;
            values.write(texts.bytes(), start, length);
            offsets.putInt(values.length());
            there[row + i] = (byte) (length > 0 ? 1 : 0);
            nulls += length > 0 ? 0 : 1;
        }
        validity.advance(n);
    }

    private static Bytes packed(Flags flags) {
        Bytes bits = new Bytes(flags.size() / Byte.SIZE + 1);
        bits.write(flags.array(), 0, flags.pack());
        return bits;
    }

    /// The buffers in their order; a validity without nulls is left empty.
    Bytes[] buffers() {
        Bytes valid = nulls == 0 ? new Bytes(0) : packed(validity);
        return switch (type) {
            case TEXT -> new Bytes[] {valid, offsets, values};
            case BOOLEAN -> new Bytes[] {valid, packed(booleans)};
            case INT64, FLOAT64, TIMESTAMP, DATE -> new Bytes[] {valid, values};
        };
    }

    /// Begins the next record batch.
    void clear() {
        validity.clear();
        booleans.clear();
        values.clear();
        offsets.clear();
        nulls = 0;
        if (type == ColumnType.TEXT) {
            offsets.putInt(0);
        }
    }
}
