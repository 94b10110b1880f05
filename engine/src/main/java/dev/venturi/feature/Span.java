package dev.venturi.feature;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.UsageException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A distance on the first order column: `7d`, `12h`, or a plain number.
///
/// @param count above 0; whole where there is a unit
/// @param unit `s`, `m` (minutes), `h`, `d` (24 hours), `w`; empty for a number
record Span(BigDecimal count, String unit) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)([a-zA-Z]*)");
    private static final String EXPECTED =
            "expected a number above 0 and s, m, h, d or w behind it, such as 7d; or a plain number where the rows are ordered by one";

    /// Reads a span.
    ///
    /// @param option for the message: `--window`
    /// @throws UsageException when it is none, or not above 0
    static Span of(String text, String option) {
        Matcher parts = FORM.matcher(text.strip());
        boolean known = parts.matches();
        String unit = known ? parts.group(2).toLowerCase(Locale.ROOT) : "";
        known = known && (unit.isEmpty() || nanosOf(unit) > 0);
        if (!known || (!unit.isEmpty() && text.contains("."))) {
            throw new UsageException("%s: found \"%s\", %s".formatted(option, text, EXPECTED));
        }
        BigDecimal count = new BigDecimal(parts.group(1)).stripTrailingZeros();
        if (count.signum() == 0) {
            throw new UsageException("%s: found \"%s\", %s".formatted(option, text, EXPECTED));
        }
        return new Span(count, unit);
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            case "w" -> 604_800_000_000_000L;
            default -> 0;
        };
    }

    /// As a distance of sort keys: nanoseconds, or whole numbers.
    ///
    /// @param axis the first order column, of times or int64
    /// @throws UsageException when it is not a distance of such a column
    long keys(Field axis, String option) {
        requireFor(axis, option);
        try {
            return axis.type().isTime()
                    ? Math.multiplyExact(count.longValueExact(), nanosOf(unit))
                    : count.longValueExact();
        } catch (ArithmeticException _) {
            throw new UsageException(
                    "%s: found %s, expected %s; the rows are ordered by \"%s\" (%s)"
                            .formatted(
                                    option,
                                    this,
                                    axis.type().isTime() ? "less than 292 years" : "a whole number",
                                    axis.name(),
                                    nameOf(axis.type())));
        }
    }

    /// As a distance of doubles.
    ///
    /// @param axis the first order column, of float64
    double real(Field axis, String option) {
        requireFor(axis, option);
        return count.doubleValue();
    }

    private void requireFor(Field axis, String option) {
        if (axis.type().isTime() == unit.isEmpty()) {
            throw new UsageException(
                    "%s: found %s, but the rows are ordered by \"%s\" (%s); expected %s"
                            .formatted(
                                    option,
                                    this,
                                    axis.name(),
                                    nameOf(axis.type()),
                                    unit.isEmpty()
                                            ? "a unit behind it: s, m, h, d or w, such as %sd"
                                                    .formatted(this)
                                            : "a plain number such as " + count.toPlainString()));
        }
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return count.toPlainString() + unit;
    }
}
