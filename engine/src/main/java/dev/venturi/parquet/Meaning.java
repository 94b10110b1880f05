package dev.venturi.parquet;

import dev.venturi.table.ColumnType;

/// What the stored values of a column stand for.
///
/// @param kind how to read a stored value
/// @param scale of decimals: digits behind the point; of times: nanoseconds of one unit
/// @param zoned of timestamps: whether they are instants, not local times
record Meaning(Kind kind, long scale, boolean zoned) {
    /// How a stored value is read.
    enum Kind {
        /// A signed integer of 8 to 64 bits.
        WHOLE,
        /// An unsigned integer of 8 to 32 bits, stored in 32.
        UNSIGNED_32,
        /// An unsigned integer of 64 bits.
        UNSIGNED_64,
        BOOLEAN,
        /// 32 bits, IEEE 754.
        FLOAT,
        /// 64 bits, IEEE 754.
        DOUBLE,
        /// 16 bits, IEEE 754, in two bytes.
        HALF,
        /// An integer, or big-endian bytes of one, over a power of ten.
        DECIMAL,
        /// Days, or units of some nanoseconds, since 1970.
        TIME,
        /// Nanoseconds of a Julian day, 12 bytes.
        INT96,
        /// Bytes, in UTF-8 where they are texts.
        TEXT,
        /// 16 bytes.
        UUID
    }

    static final long NANOS_PER_DAY = 86_400_000_000_000L;

    static Meaning of(Kind kind) {
        return new Meaning(kind, 0, false);
    }

    /// The type of a column of such values.
    ColumnType type() {
        return switch (kind) {
            case WHOLE, UNSIGNED_32, UNSIGNED_64 -> ColumnType.INT64;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case FLOAT, DOUBLE, HALF -> ColumnType.FLOAT64;
            case DECIMAL -> scale == 0 ? ColumnType.INT64 : ColumnType.FLOAT64;
            case TIME -> scale == NANOS_PER_DAY ? ColumnType.DATE : ColumnType.TIMESTAMP;
            case INT96 -> ColumnType.TIMESTAMP;
            case TEXT, UUID -> ColumnType.TEXT;
        };
    }
}
