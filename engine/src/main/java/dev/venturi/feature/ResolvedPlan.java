package dev.venturi.feature;

import dev.venturi.filter.Condition;
import dev.venturi.table.ColumnFilter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
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
/// @param order the order columns; the projection may have one more, which holds cut-offs
/// @param columns the value columns in input order, each with its features
/// @param cutoffs which rows of an entity count
record ResolvedPlan(
        FeaturePlan plan,
        Projection projection,
        List<Field> keys,
        List<Field> order,
        List<ValueColumn> columns,
        Cutoffs cutoffs) {

    /// A value column, its features, and where their cells begin: those of the first window, then
    /// those of the next.
    record ValueColumn(Field field, List<FeatureDefinition> features, int firstCell) {}

    /// One column of the output that is a feature.
    ///
    /// @param column of which it is computed, as an index into [#columns]
    record Output(String name, int column, FeatureDefinition feature) {}

    static ResolvedPlan of(FeaturePlan plan, TableSource table, FeatureCatalog catalog) {
        Schema schema = table.schema();
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
        CutoffResolver resolver = new CutoffResolver(plan, table, order);
        Cutoffs cutoffs = resolver.cutoffs();
        int asOf = resolver.column();
        List<Integer> axes = new ArrayList<>(order);
        if (asOf >= 0 && !order.contains(asOf)) {
            axes.add(asOf); // the same in all rows of an entity, so that it orders nothing
        }
        List<Integer> values = valueColumns(plan, schema, keys, axes);
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
            cell += own.size() * cutoffs.sets();
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
                        new Projection(
                                keys, axes, values, filters(plan, table), plan.keepNullKeys()),
                        keys.stream().map(schema.fields()::get).toList(),
                        order.stream().map(schema.fields()::get).toList(),
                        List.copyOf(columns),
                        cutoffs);
        refuseDuplicateNames(resolved.outputNames());
        return resolved;
    }

    private static List<ColumnFilter> filters(FeaturePlan plan, TableSource table) {
        List<ColumnFilter> filters = new ArrayList<>();
        for (Condition condition : plan.rows().conditions()) {
            filters.add(condition.resolve(table, RowScope.WHERE));
        }
        return filters;
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

    static String described(Schema schema) {
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

    /// Names of the output columns: keys, the cut-off, then each column's features.
    List<String> outputNames() {
        List<String> names = new ArrayList<>(keys.stream().map(Field::name).toList());
        if (cutoffs.isGrid()) {
            names.add(cutoffName());
        }
        outputs().forEach(output -> names.add(output.name()));
        return names;
    }

    /// The features in the order of their cells: of each column the windows in the order asked, of
    /// each window the features.
    List<Output> outputs() {
        List<String> suffixes = plan.rows().suffixes();
        List<Output> outputs = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            ValueColumn column = columns.get(c);
            for (String suffix : suffixes) {
                for (FeatureDefinition feature : column.features()) {
                    String name = feature.outputName(column.field().name()) + suffix;
                    outputs.add(new Output(name, c, feature));
                }
            }
        }
        return outputs;
    }

    /// Name of the column of cut-offs: `cutoff`, with a number behind it where that is taken.
    String cutoffName() {
        Set<String> taken = new HashSet<>(keys.stream().map(Field::name).toList());
        outputs().forEach(output -> taken.add(output.name()));
        String name = "cutoff";
        for (int n = 2; taken.contains(name); n++) {
            name = "cutoff_" + n;
        }
        return name;
    }

    /// The number of feature cells of a row of the output.
    int cells() {
        ValueColumn last = columns.getLast();
        return last.firstCell() + last.features().size() * cutoffs.sets();
    }

    /// For each cell, whether its feature keeps the type of its column.
    boolean[] keepsType() {
        List<Output> outputs = outputs();
        boolean[] keeps = new boolean[outputs.size()];
        for (int cell = 0; cell < keeps.length; cell++) {
            keeps[cell] = outputs.get(cell).feature().keepsType();
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
        if (cutoffs.isGrid()) {
            fields.add(new Field(cutoffName(), cutoffs.type(), "cut-off"));
        }
        for (Output output : outputs()) {
            ColumnType column = columns.get(output.column()).field().type();
            ColumnType type =
                    switch (output.feature().contract().result()) {
                        case INT64 -> ColumnType.INT64;
                        case FLOAT64 -> ColumnType.FLOAT64;
                        case AS_COLUMN ->
                                column == ColumnType.FLOAT64
                                        ? ColumnType.FLOAT64
                                        : ColumnType.INT64;
                    };
            fields.add(new Field(output.name(), type, output.feature().toString()));
        }
        return new Schema(fields);
    }
}
