package dev.venturi.inspect;

import dev.venturi.table.ColumnType;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Guesses which columns a user would name: for a command line to begin with, nothing else.
final class Suggestion {
    private static final Pattern KEY =
            Pattern.compile(
                    "(.*[_ -])?(id|key|patient|device|host|user|sensor|customer|machine|entity|subject|symbol)");
    private static final Set<String> ORDERS =
            Set.of(
                    "day",
                    "date",
                    "time",
                    "ts",
                    "timestamp",
                    "datetime",
                    "t",
                    "step",
                    "seq",
                    "hour",
                    "minute",
                    "second",
                    "week",
                    "month",
                    "year");

    private Suggestion() {}

    static Optional<ColumnFacts> order(Inspection table) {
        return table.columns().stream()
                .filter(column -> column.field().type() != ColumnType.TEXT)
                .filter(column -> column.field().type() != ColumnType.BOOLEAN)
                .filter(column -> orderRank(column) > 0)
                .max(Comparator.comparingInt(Suggestion::orderRank));
    }

    private static int orderRank(ColumnFacts column) {
        String name = column.field().name().toLowerCase(Locale.ROOT);
        int rank = column.field().type().isTime() ? 4 : 0;
        rank += ORDERS.contains(name) || name.matches(".*_(at|ts|time|date|day)") ? 2 : 0;
        boolean ordered = column.within() != null || column.ascending() == Answer.YES;
        return rank == 0 ? 0 : rank + (ordered ? 1 : 0);
    }

    static Optional<ColumnFacts> key(Inspection table) {
        Optional<ColumnFacts> order = order(table);
        return table.columns().stream()
                .filter(column -> order.isEmpty() || !column.equals(order.get()))
                .filter(column -> column.field().type() != ColumnType.FLOAT64)
                .filter(column -> keyRank(column, table) > 0)
                .max(Comparator.comparingInt(column -> keyRank(column, table)));
    }

    private static int keyRank(ColumnFacts column, Inspection table) {
        String name = column.field().name();
        boolean named = KEY.matcher(name.toLowerCase(Locale.ROOT)).matches() || name.endsWith("Id");
        boolean cluster = table.clusters().contains(column) && column.runs() > 1;
        boolean alone =
                column.clustered() == Answer.YES && column.runs() == table.rows().orElse(-1);
        int rank = (named ? 4 : 0) + (cluster ? 3 : 0);
        rank += column.field().type() == ColumnType.TEXT ? 1 : 0;
        return alone ? 0 : rank; // a value for each row tells rows apart, not entities
    }
}
