package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.ValueTest;
import java.util.Optional;
import org.apache.parquet.format.Statistics;

/// What a file says of one column of a row group or page, held against a test.
final class GroupBounds {
    private GroupBounds() {}

    /// Whether some value of a row group may pass; true as soon as the footer does not rule it out.
    ///
    /// @param type what the column is read as
    static boolean mayPass(FlatColumn column, ColumnType type, RowGroupPart group, ValueTest test) {
        Chunk chunk = group.chunks()[column.leaf()];
        Statistics said = chunk.statistics();
        return mayPass(
                type,
                ColumnRange.of(column, type, chunk),
                said != null && said.isSetNull_count() ? said.getNull_count() : -1,
                group.rows(),
                test);
    }

    /// Whether some value may pass, of a row group or a page.
    ///
    /// @param range between what bounds the values lie; empty where nothing is known
    /// @param nulls missing values; negative where that is not known
    /// @param rows of which there are so many
    static boolean mayPass(
            ColumnType type, Optional<ColumnRange> range, long nulls, long rows, ValueTest test) {
        return switch (test) {
            case ValueTest.Keys keys ->
                    range.isEmpty()
                            || !(range.get() instanceof ColumnRange.Keys(long min, long max))
                            || keys.mayPass(min, max);
            case ValueTest.Texts texts ->
                    range.isEmpty()
                            || !(range.get() instanceof ColumnRange.Texts(byte[] min, byte[] max))
                            || texts.mayPass(min, max);
            case ValueTest.Presence(boolean present) -> {
                // NaN and the empty text are missing too, and are not counted
                boolean all = type != ColumnType.FLOAT64 && type != ColumnType.TEXT;
                yield present ? nulls != rows : nulls != 0 || !all;
            }
        };
    }
}
