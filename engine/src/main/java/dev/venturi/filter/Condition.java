package dev.venturi.filter;

import dev.venturi.table.ColumnFilter;
import dev.venturi.table.Field;
import dev.venturi.table.TableSource;
import java.util.List;

/// One condition on a row: a column, a comparison, and what its value is compared with. A value
/// that is missing satisfies none but `is null`.
///
/// @param column name of the column
/// @param literal what its value is compared with; empty for `is null` and `is not null`
/// @param quoted whether the literal stood in quotes, so that it is no number
public record Condition(String column, Comparison comparison, String literal, boolean quoted) {

    /// Reads conditions joined by `and`: `day >= 2026-06-01 and ward != 'icu' and x is not null`.
    ///
    /// A column stands in double quotes when its name holds a blank, a quote or one of `=!<>`; a
    /// literal is a number, a date or time in ISO 8601, true or false, or a text, in quotes where
    /// it holds a blank or looks like one of the others. Quotes are doubled inside.
    ///
    /// @param option where the text was given: `--where`
    /// @throws dev.venturi.table.UsageException naming where the mistake stands, what was found and
    ///   what was expected
    public static List<Condition> parse(String text, String option) {
        return new ConditionParser(text, option).parse();
    }

    /// What the condition asks of a table.
    ///
    /// @param option where the condition was given: `--where`
    /// @throws dev.venturi.table.UsageException when there is no such column, or its type is not
    ///   compared with such a literal
    public ColumnFilter resolve(TableSource table, String option) {
        int index = table.schema().require(column, option);
        Field field = table.schema().fields().get(index);
        return new ColumnFilter(index, new Literals(field, table.zone(index), option).test(this));
    }

    /// As it can be read again: `"heart rate" >= 60`, `ward = 'icu'`.
    @Override
    public String toString() {
        String name =
                ConditionParser.isBareName(column)
                        ? column
                        : "\"" + column.replace("\"", "\"\"") + "\"";
        String value = quoted ? "'" + literal.replace("'", "''") + "'" : literal;
        return (name + " " + comparison + " " + value).strip();
    }
}
