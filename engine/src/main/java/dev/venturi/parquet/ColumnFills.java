package dev.venturi.parquet;

import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.KeyRuns;
import dev.venturi.columnar.PathValue;
import dev.venturi.columnar.TableColumn;
import dev.venturi.columnar.TypedColumns;
import dev.venturi.table.ColumnFilter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Projection;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what reads the columns of one file into batches: a [ColumnFill] for each column of a
/// projection, by what it is read for, its type, and whether the file or its path holds it.
///
/// @param bytes of the file; must stay open as long as the reader is used
/// @param columns of the table
/// @param scratch shared by all columns of the reader
record ColumnFills(
        ParquetFile file,
        FileBytes bytes,
        List<TableColumn> columns,
        boolean verify,
        Scratch scratch) {
    /// A column on its way into a batch, and where it stands in the schema.
    private record Placed(int column, ColumnFill fill) {}

    /// What reads a split of the file; it owns the file's bytes.
    SplitReader reader(Split split, Projection projection) {
        List<KeyRuns.Key> keys = new ArrayList<>();
        List<ColumnFill> keyFills = new ArrayList<>();
        for (int column : projection.keys()) {
            KeyRunList runs = new KeyRunList();
            ColumnFill fill =
                    isFromPath(column)
                            ? fromPath(column, PathFill.Role.KEY, 0, runs)
                            : new KeyColumn(cursor(column, true), runs);
            keys.add(new KeyRuns.Key(fill.name(), runs));
            keyFills.add(fill);
        }
        List<Placed> placed = new ArrayList<>();
        for (int slot = 0; slot < projection.order().size(); slot++) {
            int column = projection.order().get(slot);
            placed.add(new Placed(column, order(column, slot)));
        }
        @Nullable ColumnFill[] values = new ColumnFill[projection.values().size()];
        for (int slot = 0; slot < values.length; slot++) {
            int column = projection.values().get(slot);
            ColumnFill value = value(column, slot);
            values[slot] = value;
            placed.add(new Placed(column, value));
        }
        placed.sort(Comparator.comparingInt(Placed::column));
        return new ParquetSplitReader(
                file,
                bytes,
                projection.filters().stream().map(this::filter).toList(),
                new KeyRuns(keys, projection.keepNullKeys()),
                keyFills,
                placed.stream().map(Placed::fill).toList(),
                values,
                split.from(),
                split.to());
    }

    private ColumnFill filter(ColumnFilter filter) {
        int column = filter.column();
        ColumnType type = field(column).type();
        if (isFromPath(column)) {
            return new PathFilter(new PathValue(field(column), file.file()), filter.test());
        }
        return type == ColumnType.TEXT
                ? new TextFilter(cursor(column, true), filter.test())
                : new KeyFilter(cursor(column, false), column, type, filter.test());
    }

    private ColumnFill order(int column, int slot) {
        Field field = field(column);
        TypedColumns.requireOrder(field);
        return isFromPath(column)
                ? fromPath(column, PathFill.Role.ORDER, slot, new KeyRunList())
                : new OrderKeys(cursor(column, false), column, field.type(), slot);
    }

    private ColumnFill value(int column, int slot) {
        Field field = field(column);
        TypedColumns.requireValues(field);
        if (isFromPath(column)) {
            return fromPath(column, PathFill.Role.VALUE, slot, new KeyRunList());
        }
        ColumnCursor cursor = cursor(column, false);
        return field.type() == ColumnType.INT64
                ? new WholeValues(cursor, slot)
                : new DoubleValues(cursor, slot, field.type() == ColumnType.FLOAT64);
    }

    private ColumnFill fromPath(int column, PathFill.Role role, int slot, KeyRunList runs) {
        return new PathFill(new PathValue(field(column), file.file()), role, slot, runs);
    }

    /// @param text whether the column's bytes are read as they are, where it holds bytes
    private ColumnCursor cursor(int column, boolean text) {
        FlatColumn stored = file.schema().column(field(column).name());
        return new ColumnCursor(file, bytes, stored, text && stored.isBytes(), verify, scratch);
    }

    private boolean isFromPath(int column) {
        return columns.get(column).fromPath();
    }

    private Field field(int column) {
        return columns.get(column).field();
    }
}
