package dev.venturi.parquet;

import dev.venturi.columnar.FileColumns;
import dev.venturi.csv.InputFile;
import dev.venturi.table.Field;
import dev.venturi.table.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the footer of a file says.
///
/// @param groups the row groups that have rows, in order
/// @param footer where the footer begins: the end of the data
/// @param writer who says to have written it, or an empty text
/// @param texts what else it says of itself, by key
record ParquetFile(
        InputFile file,
        FileSchema schema,
        List<RowGroupPart> groups,
        long footer,
        String writer,
        Map<String, String> texts) {
    FileColumns columns() {
        List<Field> fields =
                schema.columns().stream()
                        .map(column -> new Field(column.name(), column.type(), column.typeText()))
                        .toList();
        Set<String> instants =
                schema.columns().stream()
                        .filter(column -> column.meaning().zoned())
                        .map(FlatColumn::name)
                        .collect(Collectors.toSet());
        return new FileColumns(file, fields, schema.leftOut(), instants);
    }

    long rows() {
        return groups.isEmpty() ? 0 : groups.getLast().endRow();
    }

    /// The row group of a row of the file.
    RowGroupPart groupOf(long row) {
        int low = 0;
        int high = groups.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (groups.get(middle).firstRow() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return groups.get(low);
    }

    /// A column of a row group, for messages.
    Position place(RowGroupPart group, String column) {
        return new Position(file.name(), group.index(), 0, column);
    }
}
