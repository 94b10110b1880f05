package dev.venturi.pipeline.database;

import dev.venturi.table.Column;
import dev.venturi.table.TextCells;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/// One column of a result on its way into a [Column].
abstract class ResultColumn {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_DAY = 86_400L * NANOS_PER_SECOND;

    /// Its number in the result, from 1.
    final int number;

    private long bytes;

    ResultColumn(int number) {
        this.number = number;
    }

    /// Begins a batch of that many rows at most.
    abstract void begin(int rows);

    /// Reads the value of the current row of the result.
    ///
    /// @return what is wrong with it; null when nothing is
    abstract @Nullable String read(ResultSet result, int row) throws SQLException;

    /// The values since [#begin].
    abstract Column column();

    /// Bytes of the values read since this was asked last.
    long takeBytes() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }

    final void count(int more) {
        bytes += more;
    }

    /// Numbers with a fraction, NaN where null.
    static final class Doubles extends ResultColumn {
        private double[] values = {};

        Doubles(int number) {
            super(number);
        }

        @Override
        void begin(int rows) {
            values = new double[rows];
        }

        @Override
        @Nullable String read(ResultSet result, int row) throws SQLException {
            double value = result.getDouble(number);
            values[row] = result.wasNull() ? Double.NaN : value;
            count(Double.BYTES);
            return null;
        }

        @Override
        Column column() {
            return new Column.DoubleColumn(values);
        }
    }

    /// Anything that is held as a long.
    private abstract static class Longs extends ResultColumn {
        long[] values = {};
        private boolean @Nullable [] nulls;

        Longs(int number) {
            super(number);
        }

        @Override
        void begin(int rows) {
            values = new long[rows];
            nulls = null;
        }

        final void setNull(int row) {
            if (nulls == null) {
                nulls = new boolean[values.length];
            }
            nulls[row] = true;
            values[row] = 0;
        }

        @Override
        Column column() {
            return new Column.LongColumn(values, nulls);
        }
    }

    /// Whole numbers.
    static final class Wholes extends Longs {
        Wholes(int number) {
            super(number);
        }

        @Override
        @Nullable String read(ResultSet result, int row) throws SQLException {
            values[row] = result.getLong(number);
            if (result.wasNull()) {
                setNull(row);
            }
            count(Long.BYTES);
            return null;
        }
    }

    /// `true` and `false`, as 1 and 0.
    static final class Booleans extends Longs {
        Booleans(int number) {
            super(number);
        }

        @Override
        @Nullable String read(ResultSet result, int row) throws SQLException {
            values[row] = result.getBoolean(number) ? 1 : 0;
            if (result.wasNull()) {
                setNull(row);
            }
            count(1);
            return null;
        }
    }

    /// Days, as nanoseconds of their midnights.
    static final class Dates extends Longs {
        Dates(int number) {
            super(number);
        }

        @Override
        @Nullable String read(ResultSet result, int row) throws SQLException {
            LocalDate date = result.getObject(number, LocalDate.class);
            count(Long.BYTES);
            if (date == null) {
                setNull(row);
                return null;
            }
            if (!isHeld(date.getYear())) {
                return outside(date);
            }
            values[row] = date.toEpochDay() * NANOS_PER_DAY;
            return null;
        }
    }

    /// Times, as nanoseconds.
    static final class Times extends Longs {
        private final boolean instants;

        /// @param instants whether they have a zone
        Times(int number, boolean instants) {
            super(number);
            this.instants = instants;
        }

        @Override
        @Nullable String read(ResultSet result, int row) throws SQLException {
            LocalDateTime time = instants ? instant(result) : local(result);
            count(Long.BYTES);
            if (time == null) {
                setNull(row);
                return null;
            }
            if (!isHeld(time.getYear())) {
                return outside(time);
            }
            values[row] =
                    time.toEpochSecond(ZoneOffset.UTC) * NANOS_PER_SECOND
                            + time.get(ChronoField.NANO_OF_SECOND);
            return null;
        }

        private @Nullable LocalDateTime local(ResultSet result) throws SQLException {
            return result.getObject(number, LocalDateTime.class);
        }

        private @Nullable LocalDateTime instant(ResultSet result) throws SQLException {
            OffsetDateTime time = result.getObject(number, OffsetDateTime.class);
            if (time == null) {
                return null;
            }
            // `infinity` is the first or last time with any offset: it cannot be moved to UTC
            return isHeld(time.getYear())
                    ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                    : time.toLocalDateTime();
        }
    }

    /// Texts, UTF-8; null and the empty text are one, as everywhere.
    static final class Texts extends ResultColumn {
        private TextCells cells = new TextCells(0);

        Texts(int number) {
            super(number);
        }

        @Override
        void begin(int rows) {
            cells = new TextCells(rows);
        }

        @Override
        @Nullable String read(ResultSet result, int row) throws SQLException {
            String text = result.getString(number);
            byte[] value = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            cells.add(value, 0, value.length);
            count(value.length);
            return null;
        }

        @Override
        Column column() {
            return cells.column();
        }
    }

    private static boolean isHeld(int year) {
        return year >= 1678 && year <= 2261;
    }

    private static String outside(Object time) {
        return "found %s, expected a time between the years 1678 and 2261; leave such rows out in the query"
                .formatted(time);
    }
}
