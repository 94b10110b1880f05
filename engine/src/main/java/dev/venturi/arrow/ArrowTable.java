package dev.venturi.arrow;

import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One or more Arrow IPC files or streams as one table: columns matched by name, rows in the order
/// of the files.
///
/// Read are integers, floats, booleans, decimals of 128 bits, dates, timestamps and texts, the
/// latter also by dictionary; nested and other columns are left out. Positions are rows of a file,
/// counted from 0. The format has no checksums.
public final class ArrowTable implements TableSource {
    /// A record batch of more times the size of a split than this is read in pieces.
    private static final int LARGE_BATCH = 4;

    private final List<ArrowFile> files;
    private final Schema schema;
    private final Map<String, String> leftOut;

    private ArrowTable(List<ArrowFile> files, Schema schema, Map<String, String> leftOut) {
        this.files = List.copyOf(files);
        this.schema = schema;
        this.leftOut = leftOut;
    }

    /// Reads what the files hold.
    ///
    /// @param input must stay open as long as the table is read
    /// @throws MalformedDataException when a file is no whole Arrow file, or its columns differ
    ///   from those of the others
    /// @throws java.io.UncheckedIOException when a file cannot be read, naming it
    public static ArrowTable open(InputFiles input) {
        List<ArrowFile> files = input.files().stream().map(ArrowOpener::open).toList();
        ArrowFile first = files.getFirst();
        for (ArrowFile file : files) {
            requireSame(file, first);
        }
        List<Field> fields = new ArrayList<>();
        for (ArrowField field : first.schema().fields()) {
            if (fields.stream().anyMatch(other -> other.name().equals(field.name()))) {
                throw new MalformedDataException(
                        new Position(first.file().name(), 0, field.name()),
                        "two columns have this name; rename one of them");
            }
            fields.add(new Field(field.name(), field.type(), field.typeText()));
        }
        return new ArrowTable(files, new Schema(fields), first.schema().leftOut());
    }

    /// Whether a file is one of Arrow, by how it begins.
    @Internal
    public static boolean isArrow(InputFile file) {
        return ArrowOpener.isArrow(file);
    }

    private static void requireSame(ArrowFile file, ArrowFile first) {
        Map<String, ColumnType> found = types(file);
        Map<String, ColumnType> expected = types(first);
        if (!found.equals(expected)) {
            throw new MalformedDataException(
                    Position.ofFile(file.file().name()),
                    "its columns are %s, those of %s are %s; write the files with one schema"
                            .formatted(described(found), first.file().name(), described(expected)));
        }
    }

    private static Map<String, ColumnType> types(ArrowFile file) {
        Map<String, ColumnType> types = new TreeMap<>();
        file.schema().fields().forEach(field -> types.put(field.name(), field.type()));
        return types;
    }

    private static String described(Map<String, ColumnType> types) {
        return String.join(
                ", ",
                types.entrySet().stream()
                        .map(one -> one.getKey() + " (" + nameOf(one.getValue()) + ")")
                        .toList());
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /// Columns that are not read, in one line; empty when there are none.
    public List<String> warnings() {
        if (leftOut.isEmpty()) {
            return List.of();
        }
        List<String> names =
                leftOut.entrySet().stream()
                        .map(one -> "%s (%s)".formatted(one.getKey(), one.getValue()))
                        .toList();
        return List.of("columns that are not read: " + String.join(", ", names));
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
        return files.size();
    }

    @Override
    public List<Split> splits(long targetBytes) {
        List<Split> splits = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
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
        return splits;
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
    public SplitReader open(Split split, Projection projection) {
        ArrowFile file = files.get(split.file());
        for (int column : projection.order()) {
            requireType(
                    column, "--order-by", schema.fields().get(column).type() != ColumnType.TEXT);
        }
        for (int column : projection.values()) {
            requireType(column, "--select", schema.fields().get(column).type().isNumeric());
        }
        ArrowBytes bytes = ArrowBytes.open(file.file());
        List<ArrowValues> keys =
                projection.keys().stream()
                        .map(column -> slot(file, bytes, column).values())
                        .toList();
        return new ArrowSplitReader(
                file,
                bytes,
                new ArrowKeys(keys, projection.keepNullKeys()),
                projection.order().stream().map(column -> slot(file, bytes, column)).toList(),
                projection.values().stream().map(column -> slot(file, bytes, column)).toList(),
                split.from(),
                split.to());
    }

    private void requireType(int column, String role, boolean fits) {
        Field field = schema.fields().get(column);
        if (!fits) {
            throw new UsageException(
                    "%s: column \"%s\" is %s (%s); expected numbers"
                            .formatted(role, field.name(), nameOf(field.type()), field.reason()));
        }
    }

    private ArrowSplitReader.Slot slot(ArrowFile file, ArrowBytes bytes, int column) {
        Field field = schema.fields().get(column);
        ArrowField stored =
                file.schema().fields().stream()
                        .filter(one -> one.name().equals(field.name()))
                        .findFirst()
                        .orElseThrow();
        return new ArrowSplitReader.Slot(
                column, field.type(), new ArrowValues(bytes, file.schema(), stored));
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, String column) {
        String name = files.get(file).file().name();
        return new Position(name, position + rowsAfter + 1, column.isEmpty() ? null : column);
    }

    @Override
    public ArrowTable retyped(List<Field> changed) {
        List<Field> fields = new ArrayList<>(schema.fields());
        changed.forEach(field -> fields.set(schema.indexOf(field.name()), field));
        return new ArrowTable(files, new Schema(fields), leftOut);
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
