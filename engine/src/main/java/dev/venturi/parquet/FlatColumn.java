package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import org.apache.parquet.format.Type;

/// A column of a file that is not nested.
///
/// @param leaf index among the column chunks of a row group
/// @param stored the physical type
/// @param width bytes of a value of a fixed length, for [Type#FIXED_LEN_BYTE_ARRAY]
/// @param precision digits of a decimal, 0 for others
/// @param optional whether values may be missing
/// @param typeText as people know the type: `INT64 TIMESTAMP(MICROS)`
record FlatColumn(
        String name,
        int leaf,
        Type stored,
        int width,
        int precision,
        boolean optional,
        Meaning meaning,
        String typeText) {

    /// Digits that surely fit into 64 bits.
    private static final int DIGITS_OF_LONG = 18;

    /// The type of the column; a decimal of more digits than an int64 holds is a double.
    ColumnType type() {
        boolean wide = meaning.kind() == Meaning.Kind.DECIMAL && precision > DIGITS_OF_LONG;
        return wide ? ColumnType.FLOAT64 : meaning.type();
    }

    /// Whether values are read as slices of bytes, not as numbers of up to 64 bits.
    boolean isBytes() {
        return stored == Type.BYTE_ARRAY || stored == Type.FIXED_LEN_BYTE_ARRAY;
    }
}
