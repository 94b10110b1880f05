package dev.venturi.parquet;

import dev.venturi.columnar.BatchTexts;
import dev.venturi.columnar.FileColumns;
import dev.venturi.columnar.TableColumn;
import dev.venturi.columnar.TypedColumns;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.table.BatchReader;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One or more Parquet files as one table: columns matched by name, rows in the order of the files.
///
/// The columns are those that are not nested; types are those of the files. Positions are rows of a
/// file, counted from 0. Checksums of pages are verified wherever a file has them.
public final class ParquetTable implements FileTable {
    private final List<ParquetFile> files;
    private final List<TableColumn> columns;
    private final Schema schema;
    private final boolean verify;
    private final ParquetSplits cuts;
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
        this.cuts = new ParquetSplits(this.files, this.columns);
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
        return cuts.all(targetBytes);
    }

    /// Leaves row groups and pages out whose bounds rule them out, and files whose paths do.
    @Override
    public SplitPlan splitPlan(long targetBytes, Projection projection) {
        return cuts.wanted(targetBytes, projection);
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

    @Override
    public SplitReader open(Split split, Projection projection) {
        ParquetFile file = files.get(split.file());
        FileBytes bytes = FileBytes.open(file.file());
        try {
            return new ColumnFills(file, bytes, columns, verify, new Scratch(buffers))
                    .reader(split, projection);
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private boolean isFromPath(int column) {
        return columns.get(column).fromPath();
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
        return cuts.pieces(rows);
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
