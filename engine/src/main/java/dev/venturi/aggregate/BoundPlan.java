package dev.venturi.aggregate;

import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A plan held against the columns of a table: which columns are read, which states are kept of
/// them, and which of these answers each aggregation. Aggregations that the same states can answer
/// share them.
final class BoundPlan {
    private static final String MISSING = "(missing)";

    /// Kinds of states.
    private enum Kind {
        ROWS,
        DOUBLE_SUMMARY,
        WHOLE_SUMMARY,
        MOMENTS,
        ENDS,
        TEXTS,
        DISTINCT,
        VALUES,
        BINNED_SUM,
        BINNED_SQUARES,
        OWN
    }

    /// States that several aggregations may share.
    ///
    /// @param slot the column, among those that are read
    /// @param own the aggregation, where it shares its states with none
    private record Shared(Kind kind, int slot, @Nullable Aggregation own) {}

    /// States to keep of a column.
    record Kept(int slot, Supplier<GroupStates> states) {}

    final GroupByPlan plan;
    final Schema output;
    private final Schema table;
    private final List<String> files;

    /// Indexes into the table of the columns that are read: keys first.
    final List<Integer> columns;

    final int keys;
    final List<ColumnType> keyTypes;
    final List<Kept> kept = new ArrayList<>();

    /// Of each aggregation, which of [#kept] answers it.
    final int[] answeredBy;

    /// @param files names of the table's files, for messages
    BoundPlan(GroupByPlan plan, Schema table, List<String> files) {
        this.plan = plan;
        this.table = table;
        this.files = files;
        this.output = plan.outputSchema(table);
        this.keys = plan.keys().size();
        this.keyTypes = output.fields().subList(0, keys).stream().map(Field::type).toList();
        List<Integer> read = new ArrayList<>();
        for (String key : plan.keys()) {
            read.add(table.indexOf(key));
        }
        this.answeredBy = new int[plan.aggregations().size()];
        Map<Shared, Integer> known = new LinkedHashMap<>();
        for (int a = 0; a < answeredBy.length; a++) {
            Aggregation aggregation = plan.aggregations().get(a);
            int slot = slot(aggregation, read);
            Shared shared = shared(aggregation, slot);
            answeredBy[a] = known.computeIfAbsent(shared, _ -> known.size());
        }
        if (read.isEmpty()) {
            read.add(0); // rows are counted by any column
        }
        columns = List.copyOf(read);
        known.keySet().forEach(shared -> kept.add(new Kept(shared.slot, states(shared))));
    }

    private int slot(Aggregation aggregation, List<Integer> read) {
        String column = aggregation.column();
        if (column == null) {
            return 0;
        }
        int index = table.indexOf(column);
        int slot = read.indexOf(index);
        if (slot < 0) {
            slot = read.size();
            read.add(index);
        }
        return slot;
    }

    private Shared shared(Aggregation aggregation, int slot) {
        String column = aggregation.column();
        if (aggregation.own() != null || column == null) {
            return aggregation.own() == null
                    ? new Shared(Kind.ROWS, 0, null)
                    : new Shared(Kind.OWN, slot, aggregation);
        }
        ColumnType type = table.fields().get(table.indexOf(column)).type();
        return new Shared(kind(aggregation.builtIn(), type), slot, null);
    }

    private Kind kind(BuiltIn which, ColumnType type) {
        boolean binned = plan.reproducible();
        return switch (which) {
            case ROWS -> Kind.ROWS;
            case STD, VARIANCE -> binned ? Kind.BINNED_SQUARES : Kind.MOMENTS;
            case DISTINCT -> Kind.DISTINCT;
            case MEDIAN, QUANTILE -> Kind.VALUES;
            case FIRST, LAST -> type == ColumnType.TEXT ? Kind.TEXTS : Kind.ENDS;
            case SUM, MEAN ->
                    binned && type == ColumnType.FLOAT64 ? Kind.BINNED_SUM : summary(type);
            case COUNT, MIN, MAX, RANGE -> summary(type);
        };
    }

    private static Kind summary(ColumnType type) {
        return switch (type) {
            case TEXT -> Kind.TEXTS;
            case FLOAT64 -> Kind.DOUBLE_SUMMARY;
            case INT64, BOOLEAN, TIMESTAMP, DATE -> Kind.WHOLE_SUMMARY;
        };
    }

    private Supplier<GroupStates> states(Shared shared) {
        Field field = table.fields().get(columns.get(shared.slot));
        return switch (shared.kind) {
            case ROWS -> RowStates::new;
            case DOUBLE_SUMMARY -> DoubleSummary::new;
            case WHOLE_SUMMARY -> () -> new WholeSummary(field.name());
            case MOMENTS -> MomentsStates::new;
            case ENDS -> () -> new EndStates(field.type() == ColumnType.FLOAT64);
            case TEXTS -> () -> texts(field.name());
            case DISTINCT -> () -> new DistinctStates(field.type());
            case VALUES -> ValueStates::new;
            case BINNED_SUM -> () -> new BinnedStates(false);
            case BINNED_SQUARES -> () -> new BinnedStates(true);
            case OWN -> {
                Aggregate<?> own = Objects.requireNonNull(Objects.requireNonNull(shared.own).own());
                yield () -> new OwnStates<>(own);
            }
        };
    }

    private TextStates texts(String column) {
        TextStates states = new TextStates();
        for (Aggregation aggregation : plan.aggregations()) {
            if (aggregation.own() == null && column.equals(aggregation.column())) {
                states.require(aggregation.builtIn());
            }
        }
        return states;
    }

    /// What answers the aggregations from some states.
    ///
    /// @param states one for each of [#kept]
    Answer[] answers(GroupStates[] states) {
        Answer[] answers = new Answer[answeredBy.length];
        for (int a = 0; a < answers.length; a++) {
            Aggregation aggregation = plan.aggregations().get(a);
            GroupStates by = states[answeredBy[a]];
            answers[a] =
                    by instanceof OwnStates<?> own
                            ? own.answer()
                            : by.answer(aggregation.builtIn(), aggregation.parameter());
        }
        return answers;
    }

    /// Columns for keys and results of some groups.
    ResultColumn[] outputColumns(int rows) {
        ResultColumn[] columns = new ResultColumn[output.fields().size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new ResultColumn(output.fields().get(c).type(), rows);
        }
        return columns;
    }

    /// Columns for the keys of some groups.
    ResultColumn[] keyColumns(int rows) {
        return Arrays.copyOf(outputColumns(rows), keys);
    }

    /// Adds key and results of a group to the columns of the output.
    ///
    /// @param answers of the partition's states
    void add(Partition partition, int group, Answer[] answers, ResultColumn[] columns) {
        partition.table.addKey(group, columns);
        try {
            for (int a = 0; a < answers.length; a++) {
                answers[a].add(group, columns[keys + a]);
            }
        } catch (SumOverflow e) {
            throw new MalformedDataException(
                    new Position(String.join(", ", files), 0, e.column()),
                    "group %s: the sum of the int64 column is beyond the range of int64; read it as float64, or compute the mean"
                            .formatted(describe(partition, group)));
        }
    }

    /// The key of a group, for messages.
    String describe(Partition partition, int group) {
        ResultColumn[] columns = keyColumns(1);
        partition.table.addKey(group, columns);
        List<String> texts = new ArrayList<>();
        for (ResultColumn column : columns) {
            texts.add(text(column.column()));
        }
        return keys == 0 ? "of all rows" : String.join(", ", texts);
    }

    private static String text(Column column) {
        return switch (column) {
            case Column.DoubleColumn(double[] values) ->
                    Double.isNaN(values[0]) ? MISSING : Double.toString(values[0]);
            case Column.LongColumn(long[] values, boolean @Nullable [] nulls) ->
                    nulls != null && nulls[0] ? MISSING : Long.toString(values[0]);
            case Column.TextColumn(_, int[] offsets) when offsets[1] == 0 -> MISSING;
            case Column.TextColumn(byte[] bytes, int[] offsets) ->
                    "\"%s\"".formatted(new String(bytes, 0, offsets[1], StandardCharsets.UTF_8));
        };
    }
}
