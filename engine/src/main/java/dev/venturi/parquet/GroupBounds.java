package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.ValueTest;
import java.util.Optional;
import org.apache.parquet.format.Statistics;

/// What the footer says of one column of a row group, held against a test.
final class GroupBounds {
    private GroupBounds() {}

    /// Whether some value may pass; true as soon as the footer does not rule it out.
    ///
    /// @param type what the column is read as
    static boolean mayPass(FlatColumn column, ColumnType type, RowGroupPart group, ValueTest test) {
        Chunk chunk = group.chunks()[column.leaf()];
        return switch (test) {
            case ValueTest.Keys keys -> {
                Optional<ColumnRange> range = ColumnRange.of(column, type, chunk);
                yield range.isEmpty()
                        || !(range.get() instanceof ColumnRange.Keys(long min, long max))
                        || keys.mayPass(min, max);
            }
            case ValueTest.Texts texts -> {
                Optional<ColumnRange> range = ColumnRange.of(column, type, chunk);
                yield range.isEmpty()
                        || !(range.get() instanceof ColumnRange.Texts(byte[] min, byte[] max))
                        || texts.mayPass(min, max);
            }
            case ValueTest.Presence(boolean present) -> {
                Statistics said = chunk.statistics();
                long nulls = said != null && said.isSetNull_count() ? said.getNull_count() : -1;
                // NaN and the empty text are missing too, and are not counted
                boolean all = type != ColumnType.FLOAT64 && type != ColumnType.TEXT;
                yield present ? nulls != group.rows() : nulls != 0 || !all;
            }
        };
    }
}
