package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import dev.venturi.table.ValueTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;

/// The rows of a row group that conditions leave, as far as its page indexes tell: ranges of rows
/// whose pages may hold one that passes. An index that is missing, or makes no sense, rules out
/// nothing; one that lies is a lie of the writer, as the bounds of a row group are.
final class WantedRows {
    /// Rows between two ranges that are read all the same: a new range costs opening columns anew.
    private static final long NARROW_GAP = 8_192;

    /// A longer index is none: pages are not that many.
    private static final int LONGEST_INDEX = 16 << 20;

    private final ParquetFile file;
    private final RowGroupPart group;
    private List<RowRange> ranges;

    private WantedRows(ParquetFile file, RowGroupPart group) {
        this.file = file;
        this.group = group;
        this.ranges = List.of(RowRange.all(group));
    }

    /// A condition on a stored column.
    record Wanted(FlatColumn column, ColumnType type, ValueTest test) {}

    /// Finds them; not in order of the columns' pages, but of rows.
    static List<RowRange> of(ParquetFile file, RowGroupPart group, List<Wanted> conditions) {
        WantedRows wanted = new WantedRows(file, group);
        if (conditions.stream().anyMatch(c -> group.chunks()[c.column().leaf()].hasIndex())) {
            try (FileBytes bytes = FileBytes.open(file.file())) {
                for (Wanted condition : conditions) {
                    wanted.narrow(bytes, condition);
                }
            }
        }
        return wanted.withoutNarrowGaps();
    }

    private void narrow(FileBytes bytes, Wanted condition) {
        Chunk chunk = group.chunks()[condition.column().leaf()];
        ColumnIndex bounds = new ColumnIndex();
        OffsetIndex places = new OffsetIndex();
        if (!chunk.hasIndex()
                || !read(bytes, chunk.columnIndex(), bounds)
                || !read(bytes, chunk.offsetIndex(), places)
                || !fits(bounds, places)) {
            return;
        }
        List<RowRange> left = new ArrayList<>();
        for (int page = 0; page < places.getPage_locationsSize(); page++) {
            long from = firstRow(places, page);
            long to =
                    page + 1 < places.getPage_locationsSize()
                            ? firstRow(places, page + 1)
                            : group.rows();
            if (mayPass(condition, bounds, page, to - from)) {
                keep(left, group.firstRow() + from, group.firstRow() + to);
            }
        }
        ranges = left;
    }

    /// Adds what is left of some rows after the conditions before.
    private void keep(List<RowRange> left, long from, long to) {
        for (RowRange range : ranges) {
            long begin = Math.max(from, range.from());
            long end = Math.min(to, range.to());
            if (begin < end) {
                left.add(RowRange.of(group, begin, end));
            }
        }
    }

    private static long firstRow(OffsetIndex places, int page) {
        return places.getPage_locations().get(page).getFirst_row_index();
    }

    private boolean read(FileBytes bytes, Chunk.Place place, TBase<?, ?> into) {
        if (place.length() <= 0
                || place.length() > LONGEST_INDEX
                || place.at() < ParquetFooter.MAGIC_BYTES
                || place.at() > file.footer() - place.length()) {
            return false;
        }
        byte[] stored = new byte[place.length()];
        bytes.read(place.at(), stored, 0, stored.length);
        try {
            new ThriftBytes().read(into, stored, 0, stored.length);
            return true;
        } catch (TException _) {
            return false;
        }
    }

    private boolean fits(ColumnIndex bounds, OffsetIndex places) {
        int pages = places.getPage_locationsSize();
        if (pages == 0
                || bounds.getNull_pagesSize() != pages
                || bounds.getMin_valuesSize() != pages
                || bounds.getMax_valuesSize() != pages
                || (bounds.isSetNull_counts() && bounds.getNull_countsSize() != pages)
                || firstRow(places, 0) != 0) {
            return false;
        }
        for (int page = 1; page < pages; page++) {
            if (firstRow(places, page) <= firstRow(places, page - 1)) {
                return false;
            }
        }
        return firstRow(places, pages - 1) < group.rows();
    }

    private static boolean mayPass(Wanted condition, ColumnIndex index, int page, long rows) {
        if (condition.test() instanceof ValueTest.Presence) {
            long nulls = index.isSetNull_counts() ? index.getNull_counts().get(page) : -1;
            return GroupBounds.mayPass(
                    condition.type(), Optional.empty(), nulls, rows, condition.test());
        }
        if (index.getNull_pages().get(page)) {
            return false; // what is missing passes no comparison
        }
        return GroupBounds.mayPass(
                condition.type(),
                ColumnRange.between(
                        condition.column(),
                        condition.type(),
                        bytes(index.getMin_values().get(page)),
                        bytes(index.getMax_values().get(page))),
                -1,
                rows,
                condition.test());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private List<RowRange> withoutNarrowGaps() {
        List<RowRange> joined = new ArrayList<>();
        RowRange last = null;
        for (RowRange range : ranges) {
            if (last != null && range.from() - last.to() <= NARROW_GAP) {
                last = RowRange.of(group, last.from(), range.to());
                joined.set(joined.size() - 1, last);
            } else {
                last = range;
                joined.add(range);
            }
        }
        return joined;
    }
}
