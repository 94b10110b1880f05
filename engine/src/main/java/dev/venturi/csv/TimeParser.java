package dev.venturi.csv;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/// Reads ISO 8601 dates and date-times into nanoseconds since 1970-01-01T00:00.
///
/// `2026-01-31`, or with `T` or a blank `2026-01-31T23:59`, `:59`, up to nine decimals of the
/// seconds, and a zone: `Z`, `+02:00`, `+0200`, `+02`. A time with a zone is an instant. One
/// without is held as it is written, or, where the reader knows a zone for such times, as the
/// instant it is there.
final class TimeParser {
    private static final long DAY = 86_400;
    private static final long NANOS = 1_000_000_000;

    /// The local seconds for which [#offset] holds.
    private long offsetFrom = Long.MAX_VALUE;

    private long offsetTo = Long.MIN_VALUE;
    private long offset;

    private final @Nullable ZoneRules rules;
    private long month = -1;
    private long monthStart;

    /// Nanoseconds since 1970 of the text read last.
    long nanos;

    /// Whether it named a zone.
    boolean zoned;

    /// Whether it was a date alone.
    boolean dateOnly;

    /// Whether its form was right but no such time can be held: 31 February, or a year outside
    /// 1678..2261.
    boolean outOfRange;

    private byte[] bytes = {};
    private int at;
    private int end;

    /// @param zone of times that name none; null: they stay as they are
    TimeParser(@Nullable ZoneId zone) {
        rules = zone == null ? null : zone.getRules();
    }

    /// Reads a text without blanks around it.
    ///
    /// @return false when it is no time, or none that can be held
    boolean parse(FieldText text) {
        bytes = text.bytes;
        at = text.from;
        end = text.to;
        zoned = false;
        outOfRange = false;
        int year = digits(4);
        int month = year < 0 || !sign('-') ? -1 : digits(2);
        int day = month < 0 || !sign('-') ? -1 : digits(2);
        if (day < 0) {
            return false;
        }
        dateOnly = at == end;
        long second = 0;
        int nano = 0;
        int shift = 0;
        if (!dateOnly) {
            if (bytes[at] != 'T' && bytes[at] != 't' && bytes[at] != ' ') {
                return false;
            }
            at++;
            int hour = digits(2);
            int minute = hour < 0 || !sign(':') ? -1 : digits(2);
            if (minute < 0) {
                return false;
            }
            int inMinute = 0;
            if (sign(':')) {
                inMinute = digits(2);
                if (inMinute < 0) {
                    return false;
                }
                nano = fraction();
                if (nano < 0) {
                    return false;
                }
            }
            shift = zone();
            if (shift == Integer.MIN_VALUE) {
                return false;
            }
            outOfRange = hour > 23 || minute > 59 || inMinute > 59;
            second = hour * 3600L + minute * 60L + inMinute;
        }
        return hold(year, month, day, second, nano, shift);
    }

    private boolean hold(int year, int month, int day, long second, int nano, int shift) {
        if (year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1) {
            outOfRange = true;
        } else if (year * 12L + month != this.month) {
            this.month = year * 12L + month;
            monthStart = LocalDate.of(year, month, 1).toEpochDay();
        }
        if (outOfRange || (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth())) {
            outOfRange = true;
            return false;
        }
        long local = (monthStart + day - 1) * DAY + second;
        if (!zoned && rules != null) {
            local -= offset(rules, local);
        }
        nanos = (local - shift) * NANOS + nano;
        return true;
    }

    /// @return -1 when there are not as many digits
    private int digits(int count) {
        if (end - at < count) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < count; i++) {
            int digit = bytes[at++] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private boolean sign(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /// @return nanoseconds; -1 for a point without one to nine digits
    private int fraction() {
        if (!sign('.') && !sign(',')) {
            return 0;
        }
        int nano = 0;
        int count = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            if (count == 9) {
                return -1;
            }
            nano = nano * 10 + (bytes[at++] - '0');
            count++;
        }
        if (count == 0) {
            return -1;
        }
        for (; count < 9; count++) {
            nano *= 10;
        }
        return nano;
    }

    /// @return seconds east of Greenwich, 0 for none; Integer.MIN_VALUE when it is no zone
    private int zone() {
        if (at == end) {
            return 0;
        }
        zoned = true;
        if (sign('Z') || sign('z')) {
            return at == end ? 0 : Integer.MIN_VALUE;
        }
        boolean west = sign('-');
        if (!west && !sign('+')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(2);
        int minutes = 0;
        if (hours >= 0 && at < end) {
            sign(':');
            minutes = digits(2);
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at < end) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return west ? -seconds : seconds;
    }

    /// Seconds east of Greenwich of a local time: of an hour that came twice the first one, of an
    /// hour left out what held before it.
    private long offset(ZoneRules zone, long local) {
        if (local >= offsetFrom && local < offsetTo) {
            return offset;
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
        ZoneOffset found = zone.getOffset(time);
        offset = found.getTotalSeconds();
        Instant instant = time.toInstant(found);
        ZoneOffsetTransition next = zone.nextTransition(instant);
        ZoneOffsetTransition previous = zone.previousTransition(instant);
        // a day's distance from both changes is certain to be on one side of each
        offsetFrom = previous == null ? Long.MIN_VALUE : previous.toEpochSecond() + offset + DAY;
        offsetTo = next == null ? Long.MAX_VALUE : next.toEpochSecond() + offset - DAY;
        return offset;
    }
}
