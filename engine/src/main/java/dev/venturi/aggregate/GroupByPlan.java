package dev.venturi.aggregate;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What to compute of which groups.
///
/// @param keys names of the columns whose values name a group; empty: the whole table is one
/// @param aggregations what is computed of each group, in the order of the output
/// @param keepMissingKeys whether rows without a key are a group of their own; otherwise they are
///   an error
/// @param reproducible whether sums of doubles are binned, so that they have the same bits however
///   the rows are ordered, cut and merged; slower
public record GroupByPlan(
        List<String> keys,
        List<Aggregation> aggregations,
        boolean keepMissingKeys,
        boolean reproducible) {
    public GroupByPlan {
        keys = List.copyOf(keys);
        aggregations = List.copyOf(aggregations);
        if (aggregations.isEmpty()) {
            throw new UsageException("name at least one aggregate");
        }
    }

    /// Missing keys are an error; sums follow the order of the table.
    public GroupByPlan(List<String> keys, List<Aggregation> aggregations) {
        this(keys, aggregations, false, false);
    }

    /// The columns of the output: keys, then results.
    ///
    /// @throws UsageException when the plan does not fit the table
    public Schema outputSchema(Schema table) {
        List<Field> fields = new ArrayList<>();
        Set<String> instants = new HashSet<>();
        for (String key : keys) {
            fields.add(table.fields().get(table.require(key, "group by")));
            if (table.instants().contains(key)) {
                instants.add(key);
            }
        }
        for (Aggregation aggregation : aggregations) {
            Field field = aggregation.field(table);
            fields.add(field);
            String column = aggregation.column();
            if (field.type() == ColumnType.TIMESTAMP
                    && column != null
                    && table.instants().contains(column)) {
                instants.add(field.name());
            }
        }
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new UsageException(
                        "two columns of the output would be called \"%s\"; name one of them otherwise"
                                .formatted(field.name()));
            }
        }
        return new Schema(fields, Map.of(), instants);
    }
}
