package dev.venturi.csv;

import dev.venturi.table.Field;

/// What is said of texts that are not what their column holds.
final class Complaints {
    private Complaints() {}

    static String notANumber(Field field, FieldText text) {
        String why = " (%s)".formatted(field.reason());
        if (text.toString().matches("[-+]?[0-9]+(\\.[0-9]{3})*,[0-9]+")) {
            return "expected a number%s, found %s; decimal commas are not read: write points"
                    .formatted(why, text.clipped());
        }
        return "expected a number%s, found %s; %s".formatted(why, text.clipped(), cures(field));
    }

    static String notWhole(FieldText text) {
        return "expected a whole number in the range of int64 (given by --types), found %s; use"
                        .formatted(text.clipped())
                + " float64 to read fractions";
    }

    static String notABoolean(Field field, FieldText text) {
        return "expected true or false (%s), found %s; %s"
                .formatted(field.reason(), text.clipped(), cures(field));
    }

    static String missingOrder(FieldText text) {
        return "expected a value to order by, found %s; drop such rows or order by another column"
                .formatted(text.isEmpty() ? "nothing" : text.clipped());
    }

    static String notATime(Field field, FieldText text) {
        return ("expected an ISO 8601 date or time such as 2026-01-31T23:59:59.5Z (%s), found %s;"
                        + " %s")
                .formatted(field.reason(), text.clipped(), cures(field));
    }

    static String timeOutOfRange(FieldText text) {
        return "%s is no time between the years 1678 and 2261".formatted(text.clipped());
    }

    static String mixedZones(String first, FieldText text) {
        return "%s and %s: one names a zone, the other does not; say with --time-zone where the"
                        .formatted(first, text.clipped())
                + " local ones are, for example --time-zone Europe/Berlin";
    }

    private static String cures(Field field) {
        return "to read it as missing add it to --null-tokens, to read the column as text use"
                + " --types %s:text".formatted(field.name());
    }
}
