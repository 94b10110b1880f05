package dev.venturi.feature;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// A [FeaturePlan] held against the columns of a table.
///
/// @param projection what to read
/// @param keys the key columns
/// @param order the order columns
/// @param columns the value columns in input order, each with its features
record ResolvedPlan(
        FeaturePlan plan,
        Projection projection,
        List<Field> keys,
        List<Field> order,
        List<ValueColumn> columns) {

    /// A value column, its features, and where their cells begin.
    record ValueColumn(Field field, List<FeatureDefinition> features, int firstCell) {}

    static ResolvedPlan of(FeaturePlan plan, Schema schema, FeatureCatalog catalog) {
        List<Integer> keys = indexes(plan.by(), schema, "--by");
        List<Integer> order = indexes(plan.orderBy(), schema, "--order-by");
        for (int column : order) {
            Field field = schema.fields().get(column);
            if (field.type() == ColumnType.TEXT || field.type() == ColumnType.BOOLEAN) {
                throw new UsageException(
                        "--order-by: column \"%s\" is %s (%s); expected numbers or ISO 8601 times; --types %s:timestamp if it holds times"
                                .formatted(
                                        field.name(),
                                        nameOf(field.type()),
                                        field.reason(),
                                        field.name()));
            }
        }
        List<Integer> values = valueColumns(plan, schema, keys, order);
        String asked =
                plan.features().isBlank() ? plan.preset().defaultFeatures() : plan.features();
        List<FeatureDefinition> features =
                FeatureList.parse(asked, plan.preset(), catalog).definitions();
        List<ValueColumn> columns = new ArrayList<>();
        int cell = 0;
        Set<String> selected = new LinkedHashSet<>();
        for (int value : values) {
            Field field = schema.fields().get(value);
            selected.add(field.name());
            List<FeatureDefinition> own =
                    features.stream().filter(feature -> feature.appliesTo(field.name())).toList();
            columns.add(new ValueColumn(field, own, cell));
            cell += own.size();
        }
        for (FeatureDefinition feature : features) {
            String column = feature.onlyColumn();
            if (column != null && !selected.contains(column)) {
                schema.require(column, "--features");
                throw new UsageException(
                        "--features: column \"%s\" of %s is not among the selected columns %s; add it to --select"
                                .formatted(column, feature, String.join(", ", selected)));
            }
        }
        ResolvedPlan resolved =
                new ResolvedPlan(
                        plan,
                        new Projection(keys, order, values, plan.keepNullKeys()),
                        keys.stream().map(schema.fields()::get).toList(),
                        order.stream().map(schema.fields()::get).toList(),
                        List.copyOf(columns));
        refuseDuplicateNames(resolved.outputNames());
        return resolved;
    }

    private static List<Integer> indexes(List<String> names, Schema schema, String role) {
        List<Integer> indexes = new ArrayList<>();
        for (String name : names) {
            int index = schema.require(name, role);
            if (indexes.contains(index)) {
                throw new UsageException("%s: column \"%s\" is named twice".formatted(role, name));
            }
            indexes.add(index);
        }
        return indexes;
    }

    private static List<Integer> valueColumns(
            FeaturePlan plan, Schema schema, List<Integer> keys, List<Integer> order) {
        Set<Integer> values =
                new TreeSet<>(); // features stand in input order, however they were named
        if (plan.select().isEmpty()) {
            for (int i = 0; i < schema.fields().size(); i++) {
                if (schema.fields().get(i).type().isNumeric()
                        && !keys.contains(i)
                        && !order.contains(i)) {
                    values.add(i);
                }
            }
            if (values.isEmpty()) {
                throw new UsageException(
                        "no numeric column to compute features of; the columns are %s; --types can name a type"
                                .formatted(described(schema)));
            }
            return List.copyOf(values);
        }
        for (String name : plan.select()) {
            int index = schema.require(name, "--select");
            Field field = schema.fields().get(index);
            if (!field.type().isNumeric()) {
                throw new UsageException(
                        "--select: column \"%s\" is %s (%s); expected a numeric column; the columns are %s"
                                .formatted(
                                        name,
                                        nameOf(field.type()),
                                        field.reason(),
                                        described(schema)));
            }
            if (!values.add(index)) {
                throw new UsageException("--select: column \"%s\" is named twice".formatted(name));
            }
        }
        return List.copyOf(values);
    }

    private static String described(Schema schema) {
        return String.join(
                ", ",
                schema.fields().stream()
                        .map(field -> field.name() + " (" + nameOf(field.type()) + ")")
                        .toList());
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static void refuseDuplicateNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new UsageException(
                        "the output would have two columns named \"%s\"; rename the input column or leave one out with --select"
                                .formatted(name));
            }
        }
    }

    /// Names of the output columns: keys, then each column's features.
    List<String> outputNames() {
        List<String> names = new ArrayList<>(keys.stream().map(Field::name).toList());
        for (ValueColumn column : columns) {
            for (FeatureDefinition feature : column.features()) {
                names.add(feature.outputName(column.field().name()));
            }
        }
        return names;
    }

    /// The number of feature cells of an entity.
    int cells() {
        ValueColumn last = columns.getLast();
        return last.firstCell() + last.features().size();
    }

    /// For each cell, whether its feature keeps the type of its column.
    boolean[] keepsType() {
        boolean[] keeps = new boolean[cells()];
        for (ValueColumn column : columns) {
            for (int f = 0; f < column.features().size(); f++) {
                keeps[column.firstCell() + f] = column.features().get(f).keepsType();
            }
        }
        return keeps;
    }

    /// The columns of the output.
    Schema outputSchema() {
        List<Field> fields = new ArrayList<>();
        for (Field key : keys) {
            boolean whole = key.type() == ColumnType.INT64;
            fields.add(new Field(key.name(), whole ? ColumnType.INT64 : ColumnType.TEXT, "key"));
        }
        for (ResolvedPlan.ValueColumn column : columns) {
            for (FeatureDefinition feature : column.features()) {
                ColumnType type =
                        switch (feature.contract().result()) {
                            case INT64 -> ColumnType.INT64;
                            case FLOAT64 -> ColumnType.FLOAT64;
                            case AS_COLUMN ->
                                    column.field().type() == ColumnType.FLOAT64
                                            ? ColumnType.FLOAT64
                                            : ColumnType.INT64;
                        };
                fields.add(
                        new Field(
                                feature.outputName(column.field().name()),
                                type,
                                feature.toString()));
            }
        }
        return new Schema(fields);
    }
}
