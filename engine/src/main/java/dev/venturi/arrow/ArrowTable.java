package dev.venturi.arrow;

import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.columnar.BatchTexts;
import dev.venturi.columnar.FileColumns;
import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.PathValue;
import dev.venturi.columnar.TableColumn;
import dev.venturi.columnar.TypedColumns;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.table.BatchReader;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
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

/// One or more Arrow IPC files or streams as one table: columns matched by name, rows in the order
/// of the files.
///
/// Read are integers, floats, booleans, decimals of 128 bits, dates, timestamps and texts, the
/// latter also by dictionary; nested and other columns are left out. Positions are rows of a file,
/// counted from 0. The format has no checksums.
public final class ArrowTable implements FileTable {
    /// A record batch of more times the size of a split than this is read in pieces.
    private static final int LARGE_BATCH = 4;

    private final List<ArrowFile> files;
    private final List<TableColumn> columns;
    private final Schema schema;

    private ArrowTable(
            List<ArrowFile> files, List<TableColumn> columns, Map<String, String> leftOut) {
        this.files = List.copyOf(files);
        this.columns = List.copyOf(columns);
        this.schema =
                new Schema(
                        columns.stream().map(TableColumn::field).toList(),
                        leftOut,
                        files.getFirst().columns().instants());
    }

    /// Reads what the files hold.
    ///
    /// @param input must stay open as long as the table is read
    /// @throws MalformedDataException when a file is no whole Arrow file, or its columns differ
    ///   from those of the others
    /// @throws java.io.UncheckedIOException when a file cannot be read, naming it
    public static ArrowTable open(InputFiles input) {
        return open(input, Map.of());
    }

    /// As above.
    ///
    /// @param types columns that are read as another type than the file's: integers as float64,
    ///   anything as text
    /// @throws dev.venturi.table.UsageException when a column of `types` does not exist or cannot
    ///   be read as that
    public static ArrowTable open(InputFiles input, Map<String, ColumnType> types) {
        List<ArrowFile> files = input.files().stream().map(ArrowOpener::open).toList();
        List<TableColumn> columns =
                TypedColumns.of(files.stream().map(ArrowFile::columns).toList(), types);
        return new ArrowTable(files, columns, files.getFirst().schema().leftOut());
    }

    /// Whether a file is one of Arrow, by how it begins.
    @Internal
    public static boolean isArrow(InputFile file) {
        return ArrowOpener.isArrow(file);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<String> warnings() {
        return TypedColumns.warnings(schema.leftOut());
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(files.stream().mapToLong(ArrowFile::rows).sum());
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
    public int unprotectedFiles() {
        return (int) files.stream().filter(file -> file.file().checksums() == null).count();
    }

    @Override
    public List<Split> splits(long targetBytes) {
        List<Split> splits = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            addSplits(splits, f, targetBytes);
        }
        return splits;
    }

    /// Leaves files out whose paths rule them out.
    @Override
    public SplitPlan splitPlan(long targetBytes, Projection projection) {
        List<Split> splits = new ArrayList<>();
        long rowsOut = 0;
        int filesOut = 0;
        for (int f = 0; f < files.size(); f++) {
            ArrowFile file = files.get(f);
            boolean out =
                    projection.filters().stream()
                            .filter(filter -> columns.get(filter.column()).fromPath())
                            .anyMatch(filter ->
                                    pathValue(file, filter.column()).dropsAll(filter.test()));
            if (out) {
                rowsOut += file.rows();
                filesOut += file.rows() > 0 ? 1 : 0;
            } else {
                addSplits(splits, f, targetBytes);
            }
        }
        return new SplitPlan(splits, 0, rowsOut, filesOut);
    }

    private void addSplits(List<Split> splits, int f, long targetBytes) {
        long from = 0;
        long bytes = 0;
        for (RowBlock batch : files.get(f).batches()) {
            long more = Math.max(1, batch.block().bodyLength());
            if (bytes > 0 && bytes + more > targetBytes) {
                splits.add(new Split(f, from, batch.firstRow(), true));
                from = batch.firstRow();
                bytes = 0;
            }
            bytes += more;
            if (more >= LARGE_BATCH * targetBytes && !batch.packed()) {
                addPieces(splits, f, batch, more / targetBytes);
                from = batch.endRow();
                bytes = 0;
            }
        }
        if (bytes > 0) {
            splits.add(new Split(f, from, files.get(f).rows(), true));
        }
    }

    private static void addPieces(List<Split> splits, int file, RowBlock batch, long wanted) {
        long pieces = Math.min(wanted, batch.rows());
        long from = batch.firstRow();
        for (long i = 1; i <= pieces; i++) {
            long to = batch.firstRow() + Math.round((double) batch.rows() / pieces * i);
            if (to > from) {
                splits.add(new Split(file, from, to, true));
                from = to;
            }
        }
    }

    @Override
    public Optional<ZoneId> zone(int column) {
        Field field = field(column);
        boolean zoned =
                !columns.get(column).fromPath()
                        && field.type().isTime()
                        && files.getFirst().schema().field(field.name()).zoned();
        return zoned ? Optional.of(ZoneOffset.UTC) : Optional.empty();
    }

    @Override
    public SplitReader open(Split split, Projection projection) {
        ArrowFile file = files.get(split.file());
        projection.order().forEach(column -> TypedColumns.requireOrder(field(column)));
        projection.values().forEach(column -> TypedColumns.requireValues(field(column)));
        ArrowBytes bytes = ArrowBytes.open(file.file());
        return new ArrowSplitReader(
                file,
                bytes,
                projection.filters().stream()
                        .map(filter ->
                                new ArrowFilter(
                                        slot(
                                                file,
                                                bytes,
                                                filter.column(),
                                                field(filter.column()).type() == ColumnType.TEXT),
                                        filter.test()))
                        .toList(),
                projection.keys().stream()
                        .map(column ->
                                new ArrowSplitReader.Key(
                                        slot(file, bytes, column, true), new KeyRunList()))
                        .toList(),
                projection.keepNullKeys(),
                projection.order().stream()
                        .map(column -> slot(file, bytes, column, false))
                        .toList(),
                projection.values().stream()
                        .map(column -> slot(file, bytes, column, false))
                        .toList(),
                split.from(),
                split.to());
    }

    private Field field(int column) {
        return columns.get(column).field();
    }

    private PathValue pathValue(ArrowFile file, int column) {
        return new PathValue(field(column), file.file());
    }

    private ArrowSplitReader.Slot slot(ArrowFile file, ArrowBytes bytes, int column, boolean key) {
        Field field = field(column);
        if (columns.get(column).fromPath()) {
            return new ArrowSplitReader.Slot(column, field, null, pathValue(file, column));
        }
        ArrowValues values =
                new ArrowValues(bytes, file.schema(), file.schema().field(field.name()), key);
        return new ArrowSplitReader.Slot(column, field, values, null);
    }

    @Override
    public BatchReader batches(List<Integer> asked) {
        FileColumns first = files.getFirst().columns();
        files.forEach(file -> file.columns().requireInstantsOf(first));
        return new ArrowBatches(files, asked.stream().map(columns::get).toList(), asked);
    }

    @Override
    public TextRows texts(List<Integer> keys, List<Integer> values) {
        return BatchTexts.of(this, keys, values);
    }

    @Override
    public Optional<String> description(String key) {
        return files.size() == 1
                ? Optional.ofNullable(files.getFirst().schema().texts().get(key))
                : Optional.empty();
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, String column) {
        String name = files.get(file).file().name();
        return new Position(name, position + rowsAfter + 1, column.isEmpty() ? null : column);
    }

    @Override
    public ArrowTable retyped(List<Field> changed) {
        List<TableColumn> retyped = new ArrayList<>(columns);
        for (Field field : changed) {
            int column = schema.indexOf(field.name());
            retyped.set(column, new TableColumn(field, columns.get(column).fromPath()));
        }
        return new ArrowTable(files, retyped, schema.leftOut());
    }

    @Override
    public boolean undecided(int column) {
        return false;
    }

    @Override
    public Optional<Field> firstValue(int column) {
        return Optional.of(schema.fields().get(column));
    }
}
