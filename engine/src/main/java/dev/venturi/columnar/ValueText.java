package dev.venturi.columnar;

import dev.venturi.csv.CsvFormat;
import dev.venturi.table.Internal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The texts that values have in every format: integers and decimals with their digits, dates and
/// times in ISO 8601, doubles as in CSV output; NaN is missing, which is the empty text.
///
/// Each method makes a text, to be found in `bytes[from, to)` until the next is made.
@Internal
public final class ValueText {
    /// Nanoseconds of a day: the unit of dates.
    public static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private static final byte[] NONE = {};
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int MOST_DIGITS = 20;

    private final byte[] digits = new byte[MOST_DIGITS];
    private final byte[] number = new byte[CsvFormat.LONGEST_NUMBER];

    /// The text made last: `bytes[from, to)`.
    public byte[] bytes = NONE;

    /// Where it begins.
    public int from;

    /// Where it ends.
    public int to;

    /// That of a missing value.
    public void none() {
        slice(NONE, 0, 0);
    }

    /// A text that is there already; not copied.
    public void slice(byte[] source, int begin, int end) {
        bytes = source;
        from = begin;
        to = end;
    }

    /// `true` or `false`.
    public void logical(boolean value) {
        set(value ? "true" : "false");
    }

    /// An unsigned number of 64 bits.
    public void unsigned(long value) {
        set(Long.toUnsignedString(value));
    }

    /// All digits of a decimal, those behind the point as its scale says.
    public void decimal(BigDecimal value) {
        set(value.toPlainString());
    }

    /// A text.
    public void set(String text) {
        slice(text.getBytes(StandardCharsets.UTF_8), 0, 0);
        to = bytes.length;
    }

    /// A number of 32 bits: the digits of [Float#toString].
    public void real(float value) {
        real(Double.parseDouble(Float.toString(value)));
    }

    /// A double.
    public void real(double value) {
        slice(number, 0, CsvFormat.putDouble(number, 0, value));
    }

    /// A whole number: digits from the last to the first, as negative numbers, of which there is
    /// one more.
    public void whole(long value) {
        int at = MOST_DIGITS;
        long rest = value < 0 ? value : -value;
        do {
            digits[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            digits[--at] = '-';
        }
        slice(digits, at, MOST_DIGITS);
    }

    /// A date, or `2026-01-31T23:59:59.5Z`, seconds always, the fraction without zeros at its end.
    ///
    /// @param value units since 1970
    /// @param unitNanos nanoseconds of a unit; [#NANOS_PER_DAY] for dates
    /// @param zoned whether it is an instant, not a local time
    /// @throws java.time.DateTimeException for a year beyond 999,999,999
    public void time(long value, long unitNanos, boolean zoned) {
        if (unitNanos == NANOS_PER_DAY) {
            set(LocalDate.ofEpochDay(value).toString());
            return;
        }
        long perSecond = NANOS_PER_SECOND / unitNanos;
        long seconds = Math.floorDiv(value, perSecond);
        int nanos = (int) (Math.floorMod(value, perSecond) * unitNanos);
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32).append(time.toLocalDate()).append('T');
        twoDigits(text, time.getHour()).append(':');
        twoDigits(text, time.getMinute()).append(':');
        twoDigits(text, time.getSecond());
        if (nanos != 0) {
            String fraction = Integer.toString((int) NANOS_PER_SECOND + nanos).substring(1);
            text.append('.').append(fraction.replaceFirst("0+$", ""));
        }
        set(text.append(zoned ? "Z" : "").toString());
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }
}
