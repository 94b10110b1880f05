package dev.venturi.parquet;

import dev.venturi.table.NumberText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/// The texts that keys have in every format: integers and decimals with their digits, dates and
/// times in ISO 8601, doubles as in CSV output; NaN is missing.
final class KeyText {
    private static final byte[] NONE = {};
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final long MINUS_ZERO = Long.MIN_VALUE;
    private static final int MOST_DIGITS = 20;

    private final FlatColumn column;
    private final byte[] digits = new byte[MOST_DIGITS];

    /// The text made last: `bytes[from, to)`.
    byte[] bytes = NONE;

    int from;
    int to;

    KeyText(FlatColumn column) {
        this.column = column;
    }

    /// Makes the text of a stored number.
    void number(long stored) {
        Meaning meaning = column.meaning();
        switch (meaning.kind()) {
            case WHOLE -> whole(stored);
            case UNSIGNED_32 -> whole(stored & 0xFFFF_FFFFL);
            case UNSIGNED_64 -> set(Long.toUnsignedString(stored));
            case BOOLEAN -> set(stored == 0 ? "false" : "true");
            case FLOAT ->
                    real(Double.parseDouble(Float.toString(Float.intBitsToFloat((int) stored))));
            case DOUBLE, HALF -> real(Double.longBitsToDouble(stored));
            case DECIMAL -> set(BigDecimal.valueOf(stored, (int) meaning.scale()).toPlainString());
            case TIME ->
                    set(meaning.scale() == Meaning.NANOS_PER_DAY ? date(stored) : time(stored));
            case INT96 -> {
                if (stored == Numbers.NO_TIME) {
                    throw new PageProblem(
                            "found a time that is not between the years 1678 and 2261; choose another key");
                }
                set(time(stored));
            }
            case TEXT, UUID -> throw new IllegalStateException("no number: " + meaning.kind());
        }
    }

    /// Makes the text of a value stored as bytes.
    void slice(byte[] source, int begin, int end) {
        Meaning meaning = column.meaning();
        switch (meaning.kind()) {
            case DECIMAL ->
                    set(Decimals.exact(source, begin, end, (int) meaning.scale()).toPlainString());
            case HALF -> real(Halves.value(source, begin, end));
            case UUID ->
                    set(
                            new UUID(bigEndian(source, begin), bigEndian(source, begin + 8))
                                    .toString());
            default -> {
                bytes = source;
                from = begin;
                to = end;
            }
        }
    }

    private static long bigEndian(byte[] source, int at) {
        return Long.reverseBytes(LittleEndian.longAt(source, at));
    }

    private void set(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
        from = 0;
        to = bytes.length;
    }

    private void real(double value) {
        if (Double.isNaN(value)) {
            bytes = NONE;
            from = 0;
            to = 0;
        } else {
            boolean asIs =
                    Double.isInfinite(value) || Double.doubleToRawLongBits(value) == MINUS_ZERO;
            set(asIs ? Double.toString(value) : NumberText.of(value));
        }
    }

    /// Digits from the last to the first, as negative numbers, of which there is one more.
    private void whole(long value) {
        int at = MOST_DIGITS;
        long rest = value < 0 ? value : -value;
        do {
            digits[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            digits[--at] = '-';
        }
        bytes = digits;
        from = at;
        to = MOST_DIGITS;
    }

    private static String date(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    /// `2026-01-31T23:59:59.5Z`, seconds always, the fraction without zeros at its end.
    private String time(long stored) {
        Meaning meaning = column.meaning();
        long perSecond = NANOS_PER_SECOND / meaning.scale();
        long seconds = Math.floorDiv(stored, perSecond);
        int nanos = (int) (Math.floorMod(stored, perSecond) * meaning.scale());
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32).append(time.toLocalDate()).append('T');
        twoDigits(text, time.getHour()).append(':');
        twoDigits(text, time.getMinute()).append(':');
        twoDigits(text, time.getSecond());
        if (nanos != 0) {
            String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
            text.append('.').append(digits.replaceFirst("0+$", ""));
        }
        return text.append(meaning.zoned() ? "Z" : "").toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }
}
