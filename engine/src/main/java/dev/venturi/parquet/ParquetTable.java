package dev.venturi.parquet;

import dev.venturi.columnar.BatchTexts;
import dev.venturi.columnar.FileColumns;
import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.KeyRuns;
import dev.venturi.columnar.PathValue;
import dev.venturi.columnar.TableColumn;
import dev.venturi.columnar.TypedColumns;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.csv.PathColumns;
import dev.venturi.table.BatchReader;
import dev.venturi.table.ColumnFilter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Internal;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitPlan;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TextRows;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One or more Parquet files as one table: columns matched by name, rows in the order of the files.
///
/// The columns are those that are not nested; types are those of the files. Positions are rows of a
/// file, counted from 0. Checksums of pages are verified wherever a file has them.
public final class ParquetTable implements FileTable {
    /// A row group of more times the size of a split than this is read in pieces.
    private static final int LARGE_GROUP = 4;

    /// Pieces of one row group at most: each has to pass over the pages before it, and a page that
    /// two pieces share is unpacked for both.
    private static final int MOST_PIECES = 16;

    private final List<ParquetFile> files;
    private final List<TableColumn> columns;
    private final Schema schema;
    private final boolean verify;
    private final PageBuffers buffers = new PageBuffers();

    ParquetTable(
            List<ParquetFile> files,
            List<TableColumn> columns,
            Map<String, String> leftOut,
            boolean verify) {
        this.files = List.copyOf(files);
        this.columns = List.copyOf(columns);
        this.schema =
                new Schema(
                        columns.stream().map(TableColumn::field).toList(),
                        leftOut,
                        files.getFirst().columns().instants());
        this.verify = verify;
    }

    /// Reads the footers of the files.
    ///
    /// @param input must stay open as long as the table is read
    /// @throws dev.venturi.table.MalformedDataException when a file is no whole Parquet file, or
    ///   its columns differ from those of the others
    /// @throws java.io.UncheckedIOException when a file cannot be read, naming it
    public static ParquetTable open(InputFiles input) {
        return open(input, Map.of());
    }

    /// As above.
    ///
    /// @param types columns that are read as another type than the file's: integers as float64,
    ///   anything as text
    /// @throws dev.venturi.table.UsageException when a column of `types` does not exist or cannot
    ///   be read as that
    public static ParquetTable open(InputFiles input, Map<String, ColumnType> types) {
        return open(input, types, true);
    }

    /// As above; without verification only in tests, which show what it is good for.
    static ParquetTable open(InputFiles input, Map<String, ColumnType> types, boolean verify) {
        List<ParquetFile> files = input.files().stream().map(ParquetFooter::read).toList();
        List<TableColumn> columns =
                TypedColumns.of(files.stream().map(ParquetFile::columns).toList(), types);
        return new ParquetTable(files, columns, files.getFirst().schema().leftOut(), verify);
    }

    /// Whether a file is one of Parquet, by how it begins.
    @Internal
    public static boolean isParquet(InputFile file) {
        return ParquetFooter.isParquet(file);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<String> files() {
        return files.stream().map(file -> file.file().name()).toList();
    }

    @Override
    public long bytes() {
        return files.stream().mapToLong(file -> file.file().size()).sum();
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(files.stream().mapToLong(ParquetFile::rows).sum());
    }

    @Override
    public List<String> warnings() {
        return TypedColumns.warnings(schema.leftOut());
    }

    /// Files without checksums beside them and without one in the first page of their first column
    /// that is read; writers give one to every page or to none.
    @Override
    public int unprotectedFiles() {
        return (int) files.stream().filter(file -> !FirstPages.haveChecksums(file)).count();
    }

    @Override
    public long readerBytes(Projection projection) {
        Set<Integer> read = new TreeSet<>(projection.keys());
        read.addAll(projection.order());
        read.addAll(projection.values());
        projection.filters().forEach(filter -> read.add(filter.column()));
        read.removeIf(this::isFromPath);
        return FirstPages.largest(
                files, read.stream().map(column -> columns.get(column).field().name()).toList());
    }

    @Override
    public List<Split> splits(long targetBytes) {
        return splits(targetBytes, file -> file.groups().stream().map(RowRange::all).toList());
    }

    /// Leaves row groups and pages out whose bounds rule them out, and files whose paths do.
    @Override
    public SplitPlan splitPlan(long targetBytes, Projection projection) {
        IdentityHashMap<ParquetFile, List<RowRange>> wanted = new IdentityHashMap<>();
        long groups = 0;
        long rows = 0;
        int skippedFiles = 0;
        for (ParquetFile file : files) {
            boolean out =
                    projection.filters().stream()
                            .filter(filter -> isFromPath(filter.column()))
                            .anyMatch(filter ->
                                    pathValue(file, filter.column()).dropsAll(filter.test()));
            List<RowRange> left = new ArrayList<>();
            for (RowGroupPart group : out ? List.<RowGroupPart>of() : file.groups()) {
                List<RowRange> ofGroup = wantedRows(file, group, projection);
                left.addAll(ofGroup);
                groups -= ofGroup.isEmpty() ? 0 : 1;
            }
            wanted.put(file, left);
            skippedFiles += left.isEmpty() && !file.groups().isEmpty() ? 1 : 0;
            groups += file.groups().size();
            rows += file.rows() - left.stream().mapToLong(RowRange::rows).sum();
        }
        List<Split> splits = splits(targetBytes, file -> Objects.requireNonNull(wanted.get(file)));
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

    @Override
    public Optional<ZoneId> zone(int column) {
        Field field = columns.get(column).field();
        boolean zoned =
                !isFromPath(column)
                        && field.type().isTime()
                        && files.getFirst().schema().column(field.name()).meaning().zoned();
        return zoned ? Optional.of(ZoneOffset.UTC) : Optional.empty();
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

    /// One row group of the table, as its footer describes it.
    ///
    /// @param file index of the file
    /// @param index its place in the file, from 0
    /// @param firstRow position of its first row
    /// @param bytes bytes of all its columns, as stored
    /// @param ranges by column of the schema; empty where the writer says nothing that can be used
    @Internal
    public record RowGroupFacts(
            int file,
            int index,
            long firstRow,
            long rows,
            long bytes,
            List<Optional<ColumnRange>> ranges) {}

    /// The row groups that have rows, in the table's order.
    @Internal
    public List<RowGroupFacts> rowGroups() {
        List<RowGroupFacts> facts = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            for (RowGroupPart group : files.get(f).groups()) {
                List<Optional<ColumnRange>> ranges = new ArrayList<>();
                for (TableColumn column : columns) {
                    ranges.add(range(files.get(f), group, column));
                }
                facts.add(
                        new RowGroupFacts(
                                f,
                                group.index(),
                                group.firstRow(),
                                group.rows(),
                                group.bytes(),
                                List.copyOf(ranges)));
            }
        }
        return facts;
    }

    @Override
    public Optional<String> disjointKeys(List<Integer> keys) {
        List<RowGroupFacts> groups = rowGroups();
        if (keys.isEmpty() || groups.size() < 2) {
            return Optional.empty();
        }
        ColumnRange before = null;
        for (RowGroupFacts group : groups) {
            ColumnRange range = group.ranges().get(keys.getFirst()).orElse(null);
            if (range == null || (before != null && !before.endsBefore(range))) {
                return Optional.empty();
            }
            before = range;
        }
        return Optional.of(
                "ranges of %s in %,d row groups follow one another"
                        .formatted(schema.fields().get(keys.getFirst()).name(), groups.size()));
    }

    private static Optional<ColumnRange> range(
            ParquetFile file, RowGroupPart group, TableColumn column) {
        if (column.fromPath()) {
            return Optional.empty();
        }
        FlatColumn stored = file.schema().column(column.field().name());
        return ColumnRange.of(stored, column.field().type(), group.chunks()[stored.leaf()]);
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

    @Override
    public SplitReader open(Split split, Projection projection) {
        ParquetFile file = files.get(split.file());
        FileBytes bytes = FileBytes.open(file.file());
        try {
            return open(file, bytes, split, projection);
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /// A column on its way into a batch, and where it stands in the schema.
    private record Placed(int column, ColumnFill fill) {}

    private SplitReader open(
            ParquetFile file, FileBytes bytes, Split split, Projection projection) {
        Scratch scratch = new Scratch(buffers);
        List<KeyRuns.Key> keys = new ArrayList<>();
        List<ColumnFill> keyFills = new ArrayList<>();
        for (int column : projection.keys()) {
            KeyRunList runs = new KeyRunList();
            ColumnFill fill =
                    isFromPath(column)
                            ? fromPath(file, column, PathFill.Role.KEY, 0, runs)
                            : new KeyColumn(cursor(file, bytes, column, true, scratch), runs);
            keys.add(new KeyRuns.Key(fill.name(), runs));
            keyFills.add(fill);
        }
        List<Placed> placed = new ArrayList<>();
        for (int slot = 0; slot < projection.order().size(); slot++) {
            int column = projection.order().get(slot);
            placed.add(new Placed(column, order(file, bytes, column, slot, scratch)));
        }
        @Nullable ColumnFill[] values = new ColumnFill[projection.values().size()];
        for (int slot = 0; slot < values.length; slot++) {
            int column = projection.values().get(slot);
            ColumnFill value = value(file, bytes, column, slot, scratch);
            values[slot] = value;
            placed.add(new Placed(column, value));
        }
        placed.sort(Comparator.comparingInt(Placed::column));
        return new ParquetSplitReader(
                file,
                bytes,
                filters(file, bytes, projection, scratch),
                new KeyRuns(keys, projection.keepNullKeys()),
                keyFills,
                placed.stream().map(Placed::fill).toList(),
                values,
                split.from(),
                split.to());
    }

    private List<ColumnFill> filters(
            ParquetFile file, FileBytes bytes, Projection projection, Scratch scratch) {
        List<ColumnFill> filters = new ArrayList<>();
        for (ColumnFilter filter : projection.filters()) {
            int column = filter.column();
            ColumnType type = columns.get(column).field().type();
            if (isFromPath(column)) {
                filters.add(new PathFilter(pathValue(file, column), filter.test()));
            } else if (type == ColumnType.TEXT) {
                ColumnCursor texts = cursor(file, bytes, column, true, scratch);
                filters.add(new TextFilter(texts, filter.test()));
            } else {
                ColumnCursor keys = cursor(file, bytes, column, false, scratch);
                filters.add(new KeyFilter(keys, column, type, filter.test()));
            }
        }
        return filters;
    }

    private PathValue pathValue(ParquetFile file, int column) {
        Field field = columns.get(column).field();
        return new PathValue(field, PathColumns.value(file.file(), field.name()));
    }

    private ColumnFill order(
            ParquetFile file, FileBytes bytes, int column, int slot, Scratch scratch) {
        Field field = columns.get(column).field();
        TypedColumns.requireOrder(field);
        return isFromPath(column)
                ? fromPath(file, column, PathFill.Role.ORDER, slot, new KeyRunList())
                : new OrderKeys(
                        cursor(file, bytes, column, false, scratch), column, field.type(), slot);
    }

    private ColumnFill value(
            ParquetFile file, FileBytes bytes, int column, int slot, Scratch scratch) {
        Field field = columns.get(column).field();
        TypedColumns.requireValues(field);
        if (isFromPath(column)) {
            return fromPath(file, column, PathFill.Role.VALUE, slot, new KeyRunList());
        }
        ColumnCursor cursor = cursor(file, bytes, column, false, scratch);
        return field.type() == ColumnType.INT64
                ? new WholeValues(cursor, slot)
                : new DoubleValues(cursor, slot, field.type() == ColumnType.FLOAT64);
    }

    private boolean isFromPath(int column) {
        return columns.get(column).fromPath();
    }

    private ColumnFill fromPath(
            ParquetFile file, int column, PathFill.Role role, int slot, KeyRunList runs) {
        Field field = columns.get(column).field();
        PathValue value = new PathValue(field, PathColumns.value(file.file(), field.name()));
        return new PathFill(value, role, slot, runs);
    }

    private ColumnCursor cursor(
            ParquetFile file, FileBytes bytes, int column, boolean key, Scratch scratch) {
        FlatColumn stored = file.schema().column(columns.get(column).field().name());
        return new ColumnCursor(file, bytes, stored, key && stored.isBytes(), verify, scratch);
    }

    @Override
    public BatchReader batches(List<Integer> asked) {
        FileColumns first = files.getFirst().columns();
        files.forEach(file -> file.columns().requireInstantsOf(first));
        return new ParquetBatches(
                files, asked.stream().map(columns::get).toList(), asked, verify, 0, Long.MAX_VALUE);
    }

    /// Whole row groups as far as they are not much larger; others in even parts.
    @Override
    public List<Split> pieces(int rows) {
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

    @Override
    public BatchReader batches(List<Integer> asked, Split piece) {
        FileColumns first = files.getFirst().columns();
        ParquetFile file = files.get(piece.file());
        file.columns().requireInstantsOf(first);
        return new ParquetBatches(
                List.of(file),
                asked.stream().map(columns::get).toList(),
                asked,
                verify,
                piece.from(),
                piece.to());
    }

    @Override
    public TextRows texts(List<Integer> keys, List<Integer> values) {
        return BatchTexts.of(this, keys, values);
    }

    @Override
    public Optional<String> description(String key) {
        return files.size() == 1
                ? Optional.ofNullable(files.getFirst().texts().get(key))
                : Optional.empty();
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, @Nullable String column) {
        return ParquetSplitReader.rowAt(files.get(file), position + rowsAfter, column);
    }

    @Override
    public ParquetTable retyped(List<Field> changed) {
        List<TableColumn> retyped = new ArrayList<>(columns);
        for (Field field : changed) {
            int column = schema.indexOf(field.name());
            retyped.set(column, new TableColumn(field, columns.get(column).fromPath()));
        }
        return new ParquetTable(files, retyped, schema.leftOut(), verify);
    }

    @Override
    public boolean undecided(int column) {
        return false;
    }

    @Override
    public Optional<Field> firstValue(int column) {
        return Optional.of(columns.get(column).field());
    }
}
