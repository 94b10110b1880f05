package dev.venturi.arrow;

import dev.venturi.csv.CsvFormat;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;

/// The texts that keys have in every format: integers and decimals with their digits, dates and
/// times in ISO 8601, doubles as in CSV output; missing and NaN are empty.
final class ArrowKeyText {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final byte[] NONE = {};

    /// `2026-01-31T23:59:59.5`, seconds always, the fraction without zeros at its end.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter();

    private final ArrowValues values;

    /// The text made last: `bytes[from, to)`.
    byte[] bytes = NONE;

    int from;
    int to;

    ArrowKeyText(ArrowValues values) {
        this.values = values;
    }

    /// Whether two rows have the same key, as far as it can be told without texts.
    boolean isSame(int a, int b) {
        ArrowField field = values.field();
        if (values.present[a] != values.present[b]) {
            return false;
        }
        if (!values.present[a]) {
            return true;
        }
        return switch (field.kind()) {
            case TEXT, LARGE_TEXT, TEXT_VIEW ->
                    Arrays.equals(
                            values.bytes[a],
                            values.start[a],
                            values.end[a],
                            values.bytes[b],
                            values.start[b],
                            values.end[b]);
            case FLOAT ->
                    Double.doubleToLongBits(values.reals[a])
                            == Double.doubleToLongBits(values.reals[b]);
            case DECIMAL -> false;
            case SIGNED, UNSIGNED, BOOLEAN, TIME -> values.wholes[a] == values.wholes[b];
        };
    }

    /// Makes the text of a row.
    ///
    /// @return whether it has one; a time beyond the years 1678 to 2261 has none
    boolean make(int row) {
        bytes = NONE;
        from = 0;
        to = 0;
        if (!values.present[row]) {
            return true;
        }
        ArrowField field = values.field();
        long whole = values.wholes[row];
        switch (field.kind()) {
            case TEXT, LARGE_TEXT, TEXT_VIEW -> {
                bytes = values.bytes[row];
                from = values.start[row];
                to = values.end[row];
            }
            case SIGNED -> set(Long.toString(whole));
            case UNSIGNED -> set(Long.toUnsignedString(whole));
            case BOOLEAN -> set(whole == 0 ? "false" : "true");
            case DECIMAL -> set(values.decimal(row).toPlainString());
            case FLOAT -> real(values.reals[row]);
            case TIME -> {
                if (whole == ArrowValues.NO_TIME) {
                    return false;
                }
                set(time(whole));
            }
        }
        return true;
    }

    private void set(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
        to = bytes.length;
    }

    private void real(double value) {
        double shown =
                values.field().bits() == Float.SIZE
                        ? Double.parseDouble(Float.toString((float) value))
                        : value;
        bytes = new byte[CsvFormat.LONGEST_NUMBER];
        to = CsvFormat.putDouble(bytes, 0, shown);
    }

    private String time(long nanos) {
        ArrowField field = values.field();
        if (field.scale() == ArrowField.NANOS_PER_DAY) {
            return LocalDate.ofEpochDay(Math.floorDiv(nanos, ArrowField.NANOS_PER_DAY)).toString();
        }
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv(nanos, NANOS_PER_SECOND),
                        (int) Math.floorMod(nanos, NANOS_PER_SECOND),
                        ZoneOffset.UTC);
        return TIME.format(time) + (field.zoned() ? "Z" : "");
    }
}
