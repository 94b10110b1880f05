package dev.venturi.parquet;

import dev.venturi.columnar.ValueText;
import java.math.BigDecimal;
import java.util.UUID;

/// Makes the texts of stored values as keys.
final class KeyText {
    private final FlatColumn column;

    /// The text made last.
    final ValueText text = new ValueText();

    KeyText(FlatColumn column) {
        this.column = column;
    }

    /// Makes the text of a stored number.
    void number(long stored) {
        Meaning meaning = column.meaning();
        switch (meaning.kind()) {
            case WHOLE -> text.whole(stored);
            case UNSIGNED_32 -> text.whole(stored & 0xFFFF_FFFFL);
            case UNSIGNED_64 -> text.unsigned(stored);
            case BOOLEAN -> text.logical(stored != 0);
            case FLOAT -> text.real(Float.intBitsToFloat((int) stored));
            case DOUBLE, HALF -> text.real(Double.longBitsToDouble(stored));
            case DECIMAL -> text.decimal(BigDecimal.valueOf(stored, (int) meaning.scale()));
            case TIME -> text.time(stored, meaning.scale(), meaning.zoned());
            case INT96 -> {
                if (stored == Numbers.NO_TIME) {
                    throw new PageProblem(
                            "found a time that is not between the years 1678 and 2261; choose another key");
                }
                text.time(stored, meaning.scale(), meaning.zoned());
            }
            case TEXT, UUID -> throw new IllegalStateException("no number: " + meaning.kind());
        }
    }

    /// Makes the text of a value stored as bytes.
    void slice(byte[] source, int begin, int end) {
        Meaning meaning = column.meaning();
        switch (meaning.kind()) {
            case DECIMAL -> text.decimal(Decimals.exact(source, begin, end, (int) meaning.scale()));
            case HALF -> text.real(Halves.value(source, begin, end));
            case UUID ->
                    text.set(
                            new UUID(bigEndian(source, begin), bigEndian(source, begin + 8))
                                    .toString());
            default -> text.slice(source, begin, end);
        }
    }

    private static long bigEndian(byte[] source, int at) {
        return Long.reverseBytes(LittleEndian.longAt(source, at));
    }
}
