package dev.venturi.arrow;

import dev.venturi.table.ColumnType;
import org.jspecify.annotations.Nullable;

/// A column of a file that is not nested.
///
/// @param kind how its values are stored; of a column with a dictionary, those of the dictionary
/// @param bits of a stored number
/// @param scale of decimals: digits behind the point; of times: nanoseconds of one unit
/// @param zoned of timestamps: whether they are instants, not local times
/// @param precision digits of a decimal, 0 for others
/// @param typeText as people know the type: `timestamp[ms]`
/// @param node its place among the field nodes of a record batch
/// @param buffer its first place among the buffers of a record batch
/// @param views columns with buffers of their own number before it
/// @param dictionary the id of its dictionary and how its codes are stored; null when it has none
record ArrowField(
        String name,
        Kind kind,
        int bits,
        long scale,
        boolean zoned,
        int precision,
        String typeText,
        int node,
        int buffer,
        int views,
        @Nullable Codes dictionary) {
    /// How values are stored.
    enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        BOOLEAN,
        DECIMAL,
        TIME,
        TEXT,
        LARGE_TEXT,
        TEXT_VIEW
    }

    /// Codes of a dictionary.
    ///
    /// @param bits of a code
    record Codes(long id, int bits, boolean signed) {}

    static final long NANOS_PER_DAY = 86_400_000_000_000L;

    /// Digits that surely fit into 64 bits.
    private static final int DIGITS_OF_LONG = 18;

    private static final long MILLIS_PER_DAY = 86_400_000;

    /// A stored time in units of [#scale]: days of 64 bits are stored as milliseconds.
    long days(long stored) {
        boolean millis = bits == Long.SIZE && scale == NANOS_PER_DAY;
        return millis ? Math.floorDiv(stored, MILLIS_PER_DAY) : stored;
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.LARGE_TEXT || kind == Kind.TEXT_VIEW;
    }

    /// The type of the column; a decimal of more digits than an int64 holds is a double.
    ColumnType type() {
        return switch (kind) {
            case SIGNED, UNSIGNED -> ColumnType.INT64;
            case FLOAT -> ColumnType.FLOAT64;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DECIMAL ->
                    scale == 0 && precision <= DIGITS_OF_LONG
                            ? ColumnType.INT64
                            : ColumnType.FLOAT64;
            case TIME -> scale == NANOS_PER_DAY ? ColumnType.DATE : ColumnType.TIMESTAMP;
            case TEXT, LARGE_TEXT, TEXT_VIEW -> ColumnType.TEXT;
        };
    }
}
