package dev.venturi.pipeline.database;

import java.sql.Types;
import java.util.Locale;
import java.util.Set;

/// What the values of a column of a database are, to us.
enum ValueKind {
    WHOLE,
    NUMBER,
    BOOLEAN,
    DATE,
    LOCAL_TIME,
    INSTANT,
    TEXT,
    OTHER;

    /// Types that drivers call OTHER, or JAVA_OBJECT, of which the text says everything.
    private static final Set<String> WITH_A_TEXT =
            Set.of("uuid", "json", "jsonb", "citext", "inet", "cidr", "macaddr", "xml", "name");

    /// Whole numbers wider than ours: the nearest double, as decimals.
    private static final Set<String> WIDE = Set.of("hugeint", "uhugeint", "ubigint");

    /// @param type of [Types]
    /// @param name what the database calls it
    static ValueKind of(int type, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (WIDE.contains(lower)) {
            return NUMBER;
        }
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> WHOLE;
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL ->
                    lower.equals("money") ? OTHER : NUMBER;
            case Types.BOOLEAN -> BOOLEAN;
            case Types.BIT -> lower.startsWith("bool") ? BOOLEAN : OTHER;
            case Types.DATE -> DATE;
            // PostgreSQL's driver calls both of its kinds of times TIMESTAMP
            case Types.TIMESTAMP -> lower.equals("timestamptz") ? INSTANT : LOCAL_TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR ->
                    TEXT;
            default -> WITH_A_TEXT.contains(lower) || lower.startsWith("enum") ? TEXT : OTHER;
        };
    }
}
