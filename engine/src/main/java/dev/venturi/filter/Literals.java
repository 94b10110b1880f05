package dev.venturi.filter;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RowBatch;
import dev.venturi.table.UsageException;
import dev.venturi.table.ValueTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes the test of a condition for the column it names: its literal as a value of that column.
///
/// An int64 column is compared exactly, also with fractions and with numbers beyond it. A float64
/// column is compared with the double nearest to the literal, as if it stood in the table.
final class Literals {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(?i:inf|infinity)");
    private static final ValueTest.Keys NONE = new ValueTest.Keys(1, 0, true);
    private static final ValueTest.Keys ALL = new ValueTest.Keys(1, 0, false);
    private static final double BEYOND_INT64 = 0x1p64;

    private final Field field;
    private final Optional<ZoneId> zone;
    private final String option;

    /// @param zone of the column's times, see [dev.venturi.table.TableSource#zone]
    Literals(Field field, Optional<ZoneId> zone, String option) {
        this.field = field;
        this.zone = zone;
        this.option = option;
    }

    ValueTest test(Condition condition) {
        Comparison comparison = condition.comparison();
        if (comparison.isOfPresence()) {
            return new ValueTest.Presence(comparison == Comparison.IS_NOT_NULL);
        }
        return switch (field.type()) {
            case INT64 -> whole(comparison, number(condition));
            case FLOAT64 ->
                    keys(
                            comparison,
                            RowBatch.sortable(Double.parseDouble(number(condition)) + 0.0));
            case BOOLEAN -> keys(comparison, logical(condition));
            case TIMESTAMP, DATE -> keys(comparison, time(condition));
            case TEXT -> text(condition);
        };
    }

    private static ValueTest keys(Comparison comparison, long key) {
        return switch (comparison) {
            case EQUAL -> new ValueTest.Keys(key, key, true);
            case NOT_EQUAL -> new ValueTest.Keys(key, key, false);
            case LESS ->
                    key == Long.MIN_VALUE
                            ? NONE
                            : new ValueTest.Keys(Long.MIN_VALUE, key - 1, true);
            case AT_MOST -> new ValueTest.Keys(Long.MIN_VALUE, key, true);
            case GREATER ->
                    key == Long.MAX_VALUE
                            ? NONE
                            : new ValueTest.Keys(key + 1, Long.MAX_VALUE, true);
            case AT_LEAST -> new ValueTest.Keys(key, Long.MAX_VALUE, true);
            case IS_NULL, IS_NOT_NULL -> throw new IllegalStateException("has no literal");
        };
    }

    /// The numbers a reader takes, so that a literal means what it would in a table.
    private String number(Condition condition) {
        String literal = condition.literal();
        if (condition.quoted() || !NUMBER.matcher(literal).matches()) {
            throw mismatch(
                    condition,
                    "a number; write one without quotes, or read the column as text with --types %s:text"
                            .formatted(field.name()));
        }
        String digits = literal.toLowerCase(Locale.ROOT);
        return digits.endsWith("inf") || digits.endsWith("infinity")
                ? (digits.startsWith("-") ? "-Infinity" : "Infinity")
                : literal;
    }

    private static ValueTest whole(Comparison comparison, String number) {
        double near = Double.parseDouble(number);
        if (Math.abs(near) >= BEYOND_INT64) {
            boolean passes = near > 0 ? comparison.below() : comparison.above();
            return passes ? ALL : NONE;
        }
        // of what lies between two integers only the sign counts, however small it is
        BigDecimal exact =
                Math.abs(near) < 0.5 && !isZero(number)
                        ? BigDecimal.valueOf(number.startsWith("-") ? -0.5 : 0.5)
                        : isZero(number) ? BigDecimal.ZERO : new BigDecimal(number);
        BigInteger floor = exact.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        boolean integer = exact.compareTo(new BigDecimal(floor)) == 0;
        if (integer && floor.bitLength() < Long.SIZE) {
            return keys(comparison, floor.longValueExact());
        }
        if (floor.bitLength() >= Long.SIZE) {
            boolean passes = floor.signum() > 0 ? comparison.below() : comparison.above();
            return passes ? ALL : NONE;
        }
        long below = floor.longValueExact();
        return switch (comparison) {
            case EQUAL -> NONE;
            case NOT_EQUAL -> ALL;
            case LESS, AT_MOST -> new ValueTest.Keys(Long.MIN_VALUE, below, true);
            case GREATER, AT_LEAST -> keys(Comparison.GREATER, below);
            case IS_NULL, IS_NOT_NULL -> throw new IllegalStateException("has no literal");
        };
    }

    private static boolean isZero(String number) {
        return number.chars()
                .takeWhile(c -> c != 'e' && c != 'E')
                .noneMatch(c -> c >= '1' && c <= '9');
    }

    private long logical(Condition condition) {
        return switch (condition.literal().toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw mismatch(condition, "true or false");
        };
    }

    private long time(Condition condition) {
        try {
            Optional<IsoTime> time = IsoTime.of(condition.literal());
            if (time.isPresent()) {
                return time.get().nanos(zone);
            }
        } catch (UsageException e) {
            throw new UsageException(
                    "%s: column \"%s\": %s: %s"
                            .formatted(option, field.name(), condition.literal(), e.getMessage()));
        }
        throw mismatch(
                condition,
                "a date or time such as 2026-01-31 or 2026-01-31T23:59:59; or read the column as text with --types %s:text"
                        .formatted(field.name()));
    }

    private ValueTest text(Condition condition) {
        String literal = condition.literal();
        boolean other =
                NUMBER.matcher(literal).matches() || literal.matches("\\d{4}-\\d\\d-\\d\\d.*");
        if (!condition.quoted() && other) {
            throw mismatch(
                    condition,
                    "a text; write '%s' to compare texts, byte by byte, or name the type of the column with --types %s:%s"
                            .formatted(
                                    literal,
                                    field.name(),
                                    literal.contains("-") && literal.length() >= 10
                                            ? "timestamp"
                                            : "float64"));
        }
        Comparison comparison = condition.comparison();
        return new ValueTest.Texts(
                literal.getBytes(StandardCharsets.UTF_8),
                comparison.below(),
                comparison.equal(),
                comparison.above());
    }

    private UsageException mismatch(Condition condition, String expected) {
        ColumnType type = field.type();
        return new UsageException(
                "%s: column \"%s\" is %s (%s), found %s%s%s, expected %s"
                        .formatted(
                                option,
                                field.name(),
                                type.name().toLowerCase(Locale.ROOT),
                                field.reason(),
                                condition.quoted() ? "'" : "\"",
                                condition.literal(),
                                condition.quoted() ? "'" : "\"",
                                expected));
    }
}
