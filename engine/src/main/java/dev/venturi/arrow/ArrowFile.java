package dev.venturi.arrow;

import dev.venturi.columnar.FileColumns;
import dev.venturi.csv.InputFile;
import dev.venturi.table.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is known of a file when it is opened: its columns and where its record batches stand.
///
/// @param batches those that have rows, in order
record ArrowFile(InputFile file, ArrowSchema schema, List<RowBlock> batches) {
    /// A message and its buffers.
    ///
    /// @param metadata where the structure of the message stands
    /// @param body where its buffers stand
    record Block(long metadata, int metadataLength, long body, long bodyLength) {}

    /// A record batch.
    ///
    /// @param firstRow its first row in the file
    /// @param packed whether its buffers are compressed
    /// @param dictionaries by id: the dictionary batches in force, the first of them whole, the
    ///   others added to it
    record RowBlock(
            Block block,
            long firstRow,
            long rows,
            boolean packed,
            Map<Long, List<Block>> dictionaries) {
        long endRow() {
            return firstRow + rows;
        }
    }

    FileColumns columns() {
        List<Field> fields =
                schema.fields().stream()
                        .map(field -> new Field(field.name(), field.type(), field.typeText()))
                        .toList();
        Set<String> instants =
                schema.fields().stream()
                        .filter(ArrowField::zoned)
                        .map(ArrowField::name)
                        .collect(Collectors.toSet());
        return new FileColumns(file, fields, schema.leftOut(), instants);
    }

    long rows() {
        return batches.isEmpty() ? 0 : batches.getLast().endRow();
    }
}
