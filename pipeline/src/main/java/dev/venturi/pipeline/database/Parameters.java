package dev.venturi.pipeline.database;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Utf8;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Values of our columns as parameters of statements.
final class Parameters {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_DAY = 86_400L * NANOS_PER_SECOND;
    private static final int NANOS_PER_MICRO = 1000;

    private Parameters() {}

    /// Hands the value of a row on; doubles may come as whole numbers.
    ///
    /// @param kind what the column of the table holds
    /// @return what is wrong with the value; null when nothing is
    static @Nullable String set(
            PreparedStatement to,
            int number,
            ColumnType type,
            ValueKind kind,
            Column column,
            int row)
            throws SQLException {
        switch (column) {
            case Column.DoubleColumn(double[] values) -> {
                if (Double.isNaN(values[row])) {
                    to.setNull(number, Types.DOUBLE);
                } else {
                    to.setDouble(number, values[row]);
                }
            }
            case Column.LongColumn(long[] values, boolean[] nulls) -> {
                if (nulls != null && nulls[row]) {
                    to.setNull(number, sqlType(type, kind));
                } else {
                    return set(to, number, type, kind, values[row]);
                }
            }
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                int from = offsets[row];
                int length = offsets[row + 1] - from;
                if (length == 0) {
                    to.setNull(number, Types.VARCHAR);
                } else if (!Utf8.isValid(bytes, from, from + length)) {
                    return "found a text that is not UTF-8; a database takes no other";
                } else {
                    to.setString(number, new String(bytes, from, length, StandardCharsets.UTF_8));
                }
            }
        }
        return null;
    }

    private static @Nullable String set(
            PreparedStatement to, int number, ColumnType type, ValueKind kind, long value)
            throws SQLException {
        switch (type) {
            case INT64 -> to.setLong(number, value);
            case FLOAT64 -> to.setDouble(number, (double) value);
            case BOOLEAN -> to.setBoolean(number, value != 0);
            case DATE, TIMESTAMP -> {
                if (value % NANOS_PER_MICRO != 0) {
                    return "found a time with nanoseconds, which the table would round to microseconds; round it in a stage before";
                }
                LocalDateTime time =
                        LocalDateTime.ofEpochSecond(
                                Math.floorDiv(value, NANOS_PER_SECOND),
                                (int) Math.floorMod(value, NANOS_PER_SECOND),
                                ZoneOffset.UTC);
                switch (kind) {
                    case DATE ->
                            to.setObject(
                                    number,
                                    LocalDate.ofEpochDay(Math.floorDiv(value, NANOS_PER_DAY)));
                    case INSTANT -> to.setObject(number, time.atOffset(ZoneOffset.UTC));
                    default -> to.setObject(number, time);
                }
            }
            case TEXT -> throw new IllegalArgumentException("texts come as texts");
        }
        return null;
    }

    private static int sqlType(ColumnType type, ValueKind kind) {
        return switch (type) {
            case INT64 -> Types.BIGINT;
            case FLOAT64 -> Types.DOUBLE;
            case BOOLEAN -> Types.BOOLEAN;
            case DATE, TIMESTAMP ->
                    switch (kind) {
                        case DATE -> Types.DATE;
                        case INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
                        default -> Types.TIMESTAMP;
                    };
            case TEXT -> Types.VARCHAR;
        };
    }
}
