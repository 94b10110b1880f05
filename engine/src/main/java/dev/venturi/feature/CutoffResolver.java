package dev.venturi.feature;

import dev.venturi.filter.IsoTime;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.NearestName;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import dev.venturi.table.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Holds the cut-offs that a plan asks for against the columns of a table.
final class CutoffResolver {
    private final FeaturePlan plan;
    private final TableSource table;
    private final Schema schema;
    private final List<Integer> order;

    /// @param order the order columns, as indexes into the schema
    CutoffResolver(FeaturePlan plan, TableSource table, List<Integer> order) {
        this.plan = plan;
        this.table = table;
        this.schema = table.schema();
        this.order = order;
    }

    /// The cut-offs.
    ///
    /// @throws UsageException when there is nothing they could be cut-offs of, or a value is not of
    ///   its type
    Cutoffs cutoffs() {
        RowScope scope = plan.rows();
        if (!scope.hasCutoff()) {
            return Cutoffs.NONE;
        }
        String option =
                !scope.asOf().isEmpty()
                        ? Cutoffs.AS_OF
                        : scope.windows().isEmpty() ? Cutoffs.EVERY : Cutoffs.WINDOW;
        if (order.isEmpty()) {
            throw new UsageException(
                    "%s needs --order-by with a column of dates, times or numbers, which says when a row was; the columns are %s"
                            .formatted(option, ResolvedPlan.described(schema)));
        }
        if (plan.preset().needsEqualLengths()
                && !(scope.windows().isEmpty() && scope.every().isEmpty())) {
            throw new UsageException(
                    "preset case-v3 needs entities of equal length, which rows within %s are not; use --preset standard or case-v1"
                            .formatted(scope.windows().isEmpty() ? Cutoffs.EVERY : Cutoffs.WINDOW));
        }
        Field axis = schema.fields().get(order.getFirst());
        int column = column();
        if (column >= 0) {
            int known = order.indexOf(column);
            return new Cutoffs(
                    scope,
                    axis,
                    null,
                    schema.fields().get(column),
                    known >= 0 ? known : order.size());
        }
        return new Cutoffs(scope, axis, scope.asOf().isEmpty() ? null : key(axis), null, -1);
    }

    /// The column that holds the cut-offs, as an index into the schema; -1: none does.
    int column() {
        String asOf = plan.rows().asOf();
        if (asOf.isEmpty() || order.isEmpty()) {
            return -1;
        }
        Field axis = schema.fields().get(order.getFirst());
        boolean quoted = asOf.length() > 2 && asOf.startsWith("\"") && asOf.endsWith("\"");
        String name = quoted ? asOf.substring(1, asOf.length() - 1).replace("\"\"", "\"") : asOf;
        if (!quoted && (isLiteral(asOf) || schema.indexOf(name) < 0)) {
            return -1;
        }
        int column = schema.require(name, Cutoffs.AS_OF);
        Field field = schema.fields().get(column);
        if (column == order.getFirst()) {
            throw new UsageException(
                    "--as-of: column \"%s\" is what the rows are ordered by; expected a date, a number, or another column with the cut-off of each entity"
                            .formatted(name));
        }
        boolean sameKind =
                axis.type().isTime() ? field.type().isTime() : axis.type() == field.type();
        if (!sameKind) {
            throw new UsageException(
                    "--as-of: column \"%s\" is %s (%s), but the rows are ordered by \"%s\" (%s); expected a column of the same kind%s"
                            .formatted(
                                    name,
                                    nameOf(field.type()),
                                    field.reason(),
                                    axis.name(),
                                    nameOf(axis.type()),
                                    isNumber(field) && isNumber(axis)
                                            ? ", such as --types %s:float64,%s:float64"
                                                    .formatted(axis.name(), name)
                                            : ""));
        }
        if (axis.type().isTime()
                && !order.isEmpty()
                && table.zone(column).isPresent() != table.zone(order.getFirst()).isPresent()) {
            throw new UsageException(
                    "--as-of: of \"%s\" and \"%s\" one holds times with a zone, the other without; say with --time-zone where the local ones are"
                            .formatted(name, axis.name()));
        }
        return column;
    }

    private static boolean isNumber(Field field) {
        return field.type() == ColumnType.INT64 || field.type() == ColumnType.FLOAT64;
    }

    private static boolean isLiteral(String text) {
        return text.matches("[+-]?\\d.*") || text.matches("[+-]?\\.\\d.*");
    }

    /// The cut-off as a sort key of the first order column.
    private long key(Field axis) {
        String text = plan.rows().asOf();
        try {
            switch (axis.type()) {
                case TIMESTAMP, DATE -> {
                    Optional<IsoTime> time = IsoTime.of(text);
                    if (time.isPresent()) {
                        return time.get().nanos(table.zone(order.getFirst()));
                    }
                }
                case INT64 -> {
                    return Long.parseLong(text);
                }
                case FLOAT64 -> {
                    double value = Double.parseDouble(text);
                    if (isLiteral(text) && Double.isFinite(value)) {
                        return RowBatch.sortable(value + 0.0);
                    }
                }
                case BOOLEAN, TEXT -> throw new IllegalStateException("orders nothing");
            }
        } catch (NumberFormatException _) {
            // said below
        } catch (UsageException e) {
            throw new UsageException("--as-of: %s: %s".formatted(text, e.getMessage()));
        }
        String near =
                isLiteral(text)
                        ? ""
                        : NearestName.of(text, schema.names())
                                .map("; did you mean the column \"%s\"?"::formatted)
                                .orElse("; there is no such column");
        throw new UsageException(
                "--as-of: found \"%s\", expected %s, since the rows are ordered by \"%s\" (%s), or a column%s"
                        .formatted(
                                text,
                                axis.type().isTime()
                                        ? "a date or time such as 2026-01-31"
                                        : axis.type() == ColumnType.INT64
                                                ? "a whole number"
                                                : "a number",
                                axis.name(),
                                nameOf(axis.type()),
                                near));
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
