package dev.venturi.parquet;

import dev.venturi.columnar.PathValue;
import dev.venturi.columnar.TableColumn;
import dev.venturi.table.ColumnFilter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Projection;
import dev.venturi.table.Split;
import dev.venturi.table.SplitPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// How the rows of Parquet files are cut: into splits of about so many bytes, without what
/// conditions rule out, or into pieces of about so many rows.
///
/// @param columns of the table the files make
record ParquetSplits(List<ParquetFile> files, List<TableColumn> columns) {
    /// A row group of more times the size of a split than this is read in pieces.
    private static final int LARGE_GROUP = 4;

    /// Pieces of one row group at most: each has to pass over the pages before it, and a page that
    /// two pieces share is unpacked for both.
    private static final int MOST_PIECES = 16;

    /// Splits of all rows.
    List<Split> all(long targetBytes) {
        return splits(targetBytes, file -> file.groups().stream().map(RowRange::all).toList());
    }

    /// Leaves row groups and pages out whose bounds rule them out, and files whose paths do.
    SplitPlan wanted(long targetBytes, Projection projection) {
        IdentityHashMap<ParquetFile, List<RowRange>> left = new IdentityHashMap<>();
        long groups = 0;
        long rows = 0;
        int skippedFiles = 0;
        for (ParquetFile file : files) {
            boolean out =
                    projection.filters().stream()
                            .filter(filter -> isFromPath(filter.column()))
                            .anyMatch(filter ->
                                    pathValue(file, filter.column()).dropsAll(filter.test()));
            List<RowRange> ofFile = new ArrayList<>();
            for (RowGroupPart group : out ? List.<RowGroupPart>of() : file.groups()) {
                List<RowRange> ofGroup = wantedRows(file, group, projection);
                ofFile.addAll(ofGroup);
                groups -= ofGroup.isEmpty() ? 0 : 1;
            }
            left.put(file, ofFile);
            skippedFiles += ofFile.isEmpty() && !file.groups().isEmpty() ? 1 : 0;
            groups += file.groups().size();
            rows += file.rows() - ofFile.stream().mapToLong(RowRange::rows).sum();
        }
        List<Split> splits = splits(targetBytes, file -> Objects.requireNonNull(left.get(file)));
        return new SplitPlan(splits, groups, rows, skippedFiles);
    }

    /// The rows of a group that its bounds and the indexes of its pages do not rule out.
    private List<RowRange> wantedRows(ParquetFile file, RowGroupPart group, Projection projection) {
        if (projection.filters().isEmpty()
                || projection.values().stream().anyMatch(column -> mayBeWide(file, column))
                || projection.order().stream().anyMatch(column -> mayBeWide(file, column))) {
            return List.of(RowRange.all(group)); // every value counts for the type of the column
        }
        List<WantedRows.Wanted> conditions =
                projection.filters().stream()
                        .filter(filter -> !isFromPath(filter.column()))
                        .map(filter -> wanted(file, filter))
                        .toList();
        boolean out =
                conditions.stream()
                        .anyMatch(c -> !GroupBounds.mayPass(c.column(), c.type(), group, c.test()));
        return out ? List.of() : WantedRows.of(file, group, conditions);
    }

    private WantedRows.Wanted wanted(ParquetFile file, ColumnFilter filter) {
        Field field = columns.get(filter.column()).field();
        return new WantedRows.Wanted(
                file.schema().column(field.name()), field.type(), filter.test());
    }

    /// Whether a column is int64 unless a value is beyond it.
    private boolean mayBeWide(ParquetFile file, int column) {
        Field field = columns.get(column).field();
        return !isFromPath(column)
                && field.type() == ColumnType.INT64
                && file.schema().column(field.name()).meaning().kind() == Meaning.Kind.UNSIGNED_64;
    }

    private List<Split> splits(long targetBytes, Function<ParquetFile, List<RowRange>> rangesOf) {
        List<Split> splits = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            List<RowRange> ranges = rangesOf.apply(files.get(f));
            for (int r = 0; r < ranges.size(); ) {
                RowRange first = ranges.get(r);
                if (first.bytes() >= LARGE_GROUP * targetBytes) {
                    addPieces(splits, f, first, first.bytes() / targetBytes);
                    r++;
                    continue;
                }
                long bytes = 0;
                long to = first.from();
                while (r < ranges.size()
                        && ranges.get(r).from() == to
                        && (bytes == 0 || bytes + ranges.get(r).bytes() <= targetBytes)) {
                    bytes += Math.max(1, ranges.get(r).bytes());
                    to = ranges.get(r).to();
                    r++;
                }
                splits.add(new Split(f, first.from(), to, true));
            }
        }
        return splits;
    }

    private static void addPieces(List<Split> splits, int file, RowRange range, long wanted) {
        long pieces = Math.min(Math.min(wanted, MOST_PIECES), range.rows());
        long from = range.from();
        for (long i = 1; i <= pieces; i++) {
            long to = range.from() + Math.round((double) range.rows() / pieces * i);
            if (to > from) {
                splits.add(new Split(file, from, to, true));
                from = to;
            }
        }
    }

    /// Whole row groups as far as they are not much larger; others in even parts.
    List<Split> pieces(int rows) {
        List<Split> pieces = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            long from = 0;
            for (RowGroupPart group : files.get(f).groups()) {
                if (group.firstRow() > from && group.endRow() - from > rows) {
                    pieces.add(new Split(f, from, group.firstRow(), true));
                    from = group.firstRow();
                }
                long parts = (group.endRow() - from) / rows;
                for (long left = parts; left > 1; left--) {
                    long to = from + (group.endRow() - from) / left;
                    pieces.add(new Split(f, from, to, true));
                    from = to;
                }
            }
            if (files.get(f).rows() > from) {
                pieces.add(new Split(f, from, files.get(f).rows(), true));
            }
        }
        return pieces;
    }

    private boolean isFromPath(int column) {
        return columns.get(column).fromPath();
    }

    private PathValue pathValue(ParquetFile file, int column) {
        return new PathValue(columns.get(column).field(), file.file());
    }
}
