package dev.venturi.filter;

import dev.venturi.table.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A date or time in ISO 8601 as it stands in an option: `2026-06-01`, `2026-06-01T12:30`,
/// `2026-06-01 12:30:00.5+02:00`.
///
/// @param local what it names, a date at its midnight
/// @param offset its zone; null when it names none
public record IsoTime(LocalDateTime local, @Nullable ZoneOffset offset) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?"
                            + "([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");
    private static final long NANOS = 1_000_000_000;
    private static final int FIRST_YEAR = 1678;
    private static final int LAST_YEAR = 2261;

    /// Reads a text; empty when it does not have the form of a date or time.
    ///
    /// @throws UsageException when it has, and there is no such day or time, or it is not between
    ///   the years 1678 and 2261
    public static Optional<IsoTime> of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            number(parts, 1),
                            number(parts, 2),
                            number(parts, 3),
                            number(parts, 4),
                            number(parts, 5),
                            number(parts, 6),
                            nanos(parts.group(7)));
            if (local.getYear() < FIRST_YEAR || local.getYear() > LAST_YEAR) {
                throw new UsageException("expected a time between the years 1678 and 2261");
            }
            String zone = parts.group(8);
            return Optional.of(
                    new IsoTime(
                            local,
                            zone == null ? null : ZoneOffset.of(zone.equals("z") ? "Z" : zone)));
        } catch (DateTimeException _) {
            throw new UsageException("there is no such time");
        }
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    /// Nanoseconds since 1970-01-01T00:00, as a column holds them.
    ///
    /// @param zone of the column's times; empty when they are local
    /// @throws UsageException when it names a zone and the column's times have none
    public long nanos(Optional<ZoneId> zone) {
        if (offset != null && zone.isEmpty()) {
            throw new UsageException(
                    "it names a zone, the times of the column do not; leave the zone out, or say with --time-zone where the column's times are");
        }
        ZoneId meant = offset != null ? offset : zone.orElse(ZoneOffset.UTC);
        Instant instant = local.atZone(meant).toInstant();
        return instant.getEpochSecond() * NANOS + instant.getNano();
    }
}
