package dev.venturi.parquet.write;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.jspecify.annotations.Nullable;

/// Where the data pages of a chunk stand and what lies between their bounds, so that readers can
/// leave pages out.
final class PageIndex {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final List<PageLocation> locations = new ArrayList<>();
    private final List<Boolean> empty = new ArrayList<>();
    private final List<ByteBuffer> mins = new ArrayList<>();
    private final List<ByteBuffer> maxs = new ArrayList<>();
    private final List<Long> nulls = new ArrayList<>();
    private boolean complete = true;

    /// Adds a page.
    ///
    /// @param from offset behind the start of the first data page
    /// @param row its first row in the row group
    /// @param present whether it has a value
    /// @param bounds of its values; null when none has an order
    void add(int from, int to, long row, long nullCount, boolean present, @Nullable Bounds bounds) {
        locations.add(new PageLocation(from, to - from, row));
        empty.add(!present);
        nulls.add(nullCount);
        byte[] max = bounds == null ? null : bounds.max();
        if (bounds != null && max != null) {
            mins.add(ByteBuffer.wrap(bounds.min()));
            maxs.add(ByteBuffer.wrap(max));
        } else {
            mins.add(NOTHING);
            maxs.add(NOTHING);
            complete &= !present; // nothing can be said of a page of NaN: then there is no index
        }
    }

    /// Where the pages stand.
    ///
    /// @param start of the first data page in the file
    OffsetIndex offsets(long start) {
        List<PageLocation> placed = new ArrayList<>();
        for (PageLocation page : locations) {
            placed.add(
                    new PageLocation(
                            start + page.getOffset(),
                            page.getCompressed_page_size(),
                            page.getFirst_row_index()));
        }
        return new OffsetIndex(placed);
    }

    /// The bounds of the pages; null when one of them has values but no bounds.
    @Nullable ColumnIndex bounds() {
        if (!complete) {
            return null;
        }
        ColumnIndex index =
                new ColumnIndex(
                        List.copyOf(empty),
                        List.copyOf(mins),
                        List.copyOf(maxs),
                        BoundaryOrder.UNORDERED);
        index.setNull_counts(List.copyOf(nulls));
        return index;
    }

    void clear() {
        locations.clear();
        empty.clear();
        mins.clear();
        maxs.clear();
        nulls.clear();
        complete = true;
    }
}
