package dev.venturi.compare;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.TextValue;
import dev.venturi.table.ColumnType;
import dev.venturi.table.FileTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the compared columns of one table hold: known when it was opened, or learned from the first
/// value that is not missing. Not thread-safe.
final class ColumnTypes {
    private final FileTable table;
    private final TextValue reader;

    /// By compared column; null as long as every value was missing.
    private final @Nullable ColumnType[] types;

    private int undecided;

    /// @param columns indexes into the schema of the columns compared
    ColumnTypes(FileTable table, List<Integer> columns) {
        this.table = table;
        this.reader = reader();
        this.types = new ColumnType[columns.size()];
        for (int c = 0; c < types.length; c++) {
            int column = columns.get(c);
            if (table.undecided(column)) {
                undecided++;
            } else {
                types[c] = table.schema().fields().get(column).type();
            }
        }
    }

    /// A reader of single values, for one user; typed files have no texts that mean a missing
    /// value.
    TextValue reader() {
        return table instanceof CsvTable csv
                ? csv.textValue()
                : new TextValue(CsvOptions.DEFAULTS.withNullTokens(List.of()));
    }

    /// Looks at the values of a row whose columns have had none before.
    void learn(TextRow row) {
        for (int c = 0; undecided > 0 && c < types.length; c++) {
            if (types[c] == null) {
                int field = row.keys() + c;
                types[c] = reader.typeOf(row.bytes[field], row.from[field], row.to[field]);
                undecided -= types[c] == null ? 0 : 1;
            }
        }
    }

    /// The type of a compared column; that of texts when it has had no value, where it does not
    /// matter.
    ColumnType of(int column) {
        ColumnType type = types[column];
        return type == null ? ColumnType.TEXT : type;
    }

    /// What a compared column holds, once all rows were seen.
    ValueKind kind(int column) {
        return switch (types[column]) {
            case null -> ValueKind.NOTHING;
            case INT64, FLOAT64 -> ValueKind.NUMBER;
            case BOOLEAN -> ValueKind.BOOLEAN;
            case TIMESTAMP, DATE -> ValueKind.TIME;
            case TEXT -> ValueKind.TEXT;
        };
    }
}
