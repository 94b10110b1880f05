package dev.venturi.inspect;

import dev.venturi.columnar.ValueText;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whole numbers, booleans and times.
final class LongScan extends ColumnScan {
    /// Stands for a missing value; from one that is really there the flag tells it apart.
    private static final long MISSING = 0x6D697373696E6721L;

    private final ColumnType type;
    private final boolean instant;
    private boolean any;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private boolean first = true;
    private boolean lastMissing;
    private long last;

    /// @param instant of a timestamp, whether it is one, not a local time
    LongScan(ColumnType type, boolean instant, SeenValues.Budget budget) {
        super(budget);
        this.type = type;
        this.instant = instant;
    }

    @Override
    void look(Column column, int rows) {
        if (!(column instanceof Column.LongColumn(long[] values, boolean[] nulls))) {
            throw new IllegalArgumentException("expected longs, found " + column);
        }
        for (int r = 0; r < rows; r++) {
            boolean none = nulls != null && nulls[r];
            long value = none ? MISSING : values[r];
            if (none) {
                missing++;
            } else {
                any = true;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            if (first || value != last || none != lastMissing) {
                // missing values stand below all others
                int order =
                        first
                                ? 1
                                : none != lastMissing ? (none ? -1 : 1) : Long.compare(value, last);
                began(r, order, value);
                first = false;
                last = value;
                lastMissing = none;
            }
        }
    }

    @Override
    @Nullable Object min() {
        return any ? value(type, instant, min) : null;
    }

    @Override
    @Nullable Object max() {
        return any ? value(type, instant, max) : null;
    }

    /// A value as [ColumnFacts] has it.
    static Object value(ColumnType type, boolean instant, long value) {
        return switch (type) {
            case BOOLEAN -> value != 0;
            case DATE ->
                    time(
                            Math.floorDiv(value, ValueText.NANOS_PER_DAY),
                            ValueText.NANOS_PER_DAY,
                            false);
            case TIMESTAMP -> time(value, 1, instant);
            case INT64, FLOAT64, TEXT -> value;
        };
    }

    private static String time(long value, long unitNanos, boolean instant) {
        ValueText text = new ValueText();
        text.time(value, unitNanos, instant);
        return new String(text.bytes, text.from, text.to - text.from, StandardCharsets.UTF_8);
    }
}
