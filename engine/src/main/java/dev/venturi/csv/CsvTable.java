package dev.venturi.csv;

import dev.venturi.kernel.ScalarFieldKernels;
import dev.venturi.table.BatchReader;
import dev.venturi.table.ColumnFilter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Internal;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitPlan;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TextRows;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One or more CSV files as one table: columns matched by name, rows in the order of the files.
///
/// Types are found out from the first megabyte of rows. Plain files are read in pieces of any size;
/// compressed ones and those in an odd dialect in one piece each.
public final class CsvTable implements FileTable {
    private final CsvOptions options;
    private final List<CsvFile> files;
    private final List<CsvColumn> columns;
    private final Schema schema;
    private final List<String> reasons;
    private final List<String> warnings;
    private final NullTokens nulls;
    private final @Nullable LeftOut leftOut;

    /// @param leftOut rows that are left out; null: the first one that cannot be read ends reading
    CsvTable(
            CsvOptions options,
            List<CsvFile> files,
            List<CsvColumn> columns,
            List<String> reasons,
            List<String> warnings,
            @Nullable LeftOut leftOut) {
        this.leftOut = leftOut;
        this.options = options;
        this.files = List.copyOf(files);
        this.columns = List.copyOf(columns);
        this.schema =
                new Schema(
                        columns.stream().map(CsvColumn::field).toList(),
                        Map.of(),
                        columns.stream()
                                .filter(this::isInstant)
                                .map(column -> column.field().name())
                                .collect(Collectors.toSet()));
        this.reasons = List.copyOf(reasons);
        this.warnings = List.copyOf(warnings);
        this.nulls = new NullTokens(options.nullTokens());
    }

    /// Looks at the beginning of the files: dialect, names and types.
    ///
    /// @param input must stay open as long as the table is read
    /// @throws dev.venturi.table.MalformedDataException when a file is empty or its columns differ
    ///   from those of the others, when no file has a row, when a name appears twice
    /// @throws UsageException when a column of `types` does not exist
    /// @throws java.io.UncheckedIOException when a file cannot be read, naming it
    public static CsvTable open(InputFiles input, CsvOptions options) {
        return open(input, options, InputFormat.CHUNK);
    }

    /// As above, a table without the rows that cannot be read, which somebody is told of instead.
    ///
    /// A row whose separators and quotes are in order ends where they say, even if it has another
    /// number of fields. One whose quotes are broken (text behind a closing quote, a quote that is
    /// not closed until 16 MiB behind the beginning of the row or the end of the file) is the line
    /// on which it begins: the next row begins behind that line's feed. The header must be in
    /// order, and without one the first row. In odd dialects quotes and UTF-8 must be in order
    /// everywhere.
    ///
    /// The rows that are left are read as if the others had never been in the files, types
    /// included. It is read in batches only ([#batches]), by one reader at a time.
    public static CsvTable open(InputFiles input, CsvOptions options, RowRejects rejects) {
        return open(input, options, InputFormat.CHUNK, rejects);
    }

    static CsvTable open(InputFiles input, CsvOptions options, int chunk) {
        return new TableOpener(input.files(), options, chunk, null).open();
    }

    static CsvTable open(InputFiles input, CsvOptions options, int chunk, RowRejects rejects) {
        LeftOut leftOut = new LeftOut(rejects);
        leftOut.openedBy(() -> new TableOpener(input.files(), options, chunk, leftOut).open());
        return new TableOpener(input.files(), options, chunk, leftOut).open();
    }

    boolean isInstant(CsvColumn column) {
        return column.isInstant(options);
    }

    /// Why the dialect was taken for what it is: `delimiter ';': 37 of the first 37 rows have 8
    /// fields`.
    @Override
    public List<String> reasons() {
        return reasons;
    }

    /// What looks odd, for people to see.
    @Override
    public List<String> warnings() {
        return warnings;
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

    /// Of CSV only compressed files carry a checksum; others may have them beside them.
    @Override
    public int unprotectedFiles() {
        return (int)
                files.stream()
                        .filter(file -> !file.format().gzip() && file.file().checksums() == null)
                        .count();
    }

    @Override
    public List<Split> splits(long targetBytes) {
        List<Split> splits = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            CsvFile file = files.get(f);
            if (!file.format().isPlain()) {
                splits.add(new Split(f, file.begin(), Long.MAX_VALUE, true));
                continue;
            }
            long size = file.file().size();
            long length = size - file.begin();
            long pieces = Math.max(1, Math.round((double) length / Math.max(1, targetBytes)));
            long from = file.begin();
            for (long i = 1; i <= pieces && from < size; i++) {
                // without overflow: length * i may be too large for a long
                long to = i == pieces ? size : file.begin() + (long) ((double) length / pieces * i);
                if (to > from) {
                    splits.add(new Split(f, from, to, from == file.begin()));
                    from = to;
                }
            }
        }
        return splits;
    }

    /// Leaves files out whose paths rule them out.
    @Override
    public SplitPlan splitPlan(long targetBytes, Projection projection) {
        boolean[] out = new boolean[files.size()];
        int skipped = 0;
        for (int f = 0; f < out.length; f++) {
            out[f] = isRuledOut(files.get(f), projection);
            skipped += out[f] ? 1 : 0;
        }
        return new SplitPlan(
                splits(targetBytes).stream().filter(split -> !out[split.file()]).toList(),
                0,
                0,
                skipped);
    }

    private boolean isRuledOut(CsvFile file, Projection projection) {
        RowBatch row = new RowBatch(0, 0, 0, 1);
        for (ColumnFilter filter : projection.filters()) {
            String value = fromPath(file, filter.column());
            if (value != null) {
                row.clear();
                boolean read = filterReader(file, filter).read(FieldText.of(value).trim(), row, 0);
                if (read && row.isDropped(0)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public Optional<ZoneId> zone(int column) {
        CsvColumn known = columns.get(column);
        if (!known.field().type().isTime()) {
            return Optional.empty();
        }
        if (options.timeZone() != null) {
            return Optional.of(options.timeZone());
        }
        TimeParser parser = new TimeParser(null);
        String first = known.first();
        boolean zoned = first != null && parser.parse(FieldText.of(first).trim()) && parser.zoned;
        return zoned ? Optional.of(ZoneOffset.UTC) : Optional.empty();
    }

    @Override
    public SplitReader open(Split split, Projection projection) {
        return open(split, projection, false);
    }

    @Override
    public SplitReader open(Split split, Projection projection, boolean vectors) {
        requireEveryRow();
        CsvFile file = files.get(split.file());
        List<KeyColumns.Key> keys = new ArrayList<>();
        for (int column : projection.keys()) {
            int place = file.placeOf(column);
            String name = columns.get(column).field().name();
            keys.add(new KeyColumns.Key(name, place, fromPath(file, column)));
        }
        List<ColumnReader> readers = new ArrayList<>();
        for (int slot = 0; slot < projection.order().size(); slot++) {
            int column = projection.order().get(slot);
            readers.add(placed(file, orderReader(file, column, slot), PathColumn.Role.ORDER, slot));
        }
        @Nullable NumberColumn[] numbers = new NumberColumn[projection.values().size()];
        for (int slot = 0; slot < numbers.length; slot++) {
            int column = projection.values().get(slot);
            ColumnReader reader = valueReader(file, column, slot);
            numbers[slot] = reader instanceof NumberColumn number ? number : null;
            readers.add(placed(file, reader, PathColumn.Role.VALUE, slot));
        }
        readers.sort(Comparator.comparingInt(reader -> reader.place));
        RowScanner rows = file.rows(split.from(), split.to(), split.exact(), vectors);
        return new CsvSplitReader(
                rows,
                filters(file, projection),
                new KeyColumns(keys, projection.keepNullKeys(), nulls),
                readers,
                numbers);
    }

    private List<ColumnReader> filters(CsvFile file, Projection projection) {
        List<ColumnReader> filters = new ArrayList<>();
        for (ColumnFilter filter : projection.filters()) {
            filters.add(placed(file, filterReader(file, filter), PathColumn.Role.FILTER, 0));
        }
        return filters;
    }

    private ColumnReader filterReader(CsvFile file, ColumnFilter filter) {
        int column = filter.column();
        Field field = columns.get(column).field();
        return new FilterColumn(
                column,
                field,
                file.placeOf(column),
                filter.test(),
                field.type() == ColumnType.TEXT ? null : orderReader(file, column, 0),
                nulls);
    }

    @Override
    public TextRows texts(List<Integer> keys, List<Integer> values) {
        List<Integer> asked = new ArrayList<>(keys);
        asked.addAll(values);
        requireEveryRow();
        return new CsvTexts(files, columns, asked, null);
    }

    private void requireEveryRow() {
        if (leftOut != null) {
            throw new IllegalStateException("a table that leaves rows out is read in batches");
        }
    }

    @Override
    public BatchReader batches(List<Integer> asked) {
        RejectingPass pass = leftOut == null ? null : new RejectingPass(leftOut);
        return new CsvBatches(
                new CsvTexts(files, columns, asked, pass),
                asked.stream().map(this::cells).toList(),
                pass);
    }

    private CsvCells cells(int column) {
        return CsvCells.of(column, columns.get(column), options);
    }

    /// A reader of single fields, with the null tokens and the time zone of this table.
    @Internal
    public TextValue textValue() {
        return new TextValue(options);
    }

    private @Nullable String fromPath(CsvFile file, int column) {
        CsvColumn known = columns.get(column);
        return known.fromPath() ? PathColumns.value(file.file(), known.field().name()) : null;
    }

    private ColumnReader placed(CsvFile file, ColumnReader reader, PathColumn.Role role, int slot) {
        String value = fromPath(file, reader.column);
        return value == null
                ? reader
                : new PathColumn(file.file().name(), value, reader, role, slot);
    }

    private ColumnReader orderReader(CsvFile file, int column, int slot) {
        CsvColumn known = columns.get(column);
        Field field = known.field();
        int place = file.placeOf(column);
        return switch (field.type()) {
            case INT64 -> new WholeOrder(column, field, place, slot, known.given(), nulls);
            case FLOAT64 -> new DoubleOrder(column, field, place, slot, known.isUndecided(), nulls);
            case BOOLEAN -> new BooleanColumn(column, field, place, slot, true, nulls);
            case TIMESTAMP, DATE ->
                    new TimeOrder(
                            column, field, place, slot, known.first(), options.timeZone(), nulls);
            case TEXT ->
                    throw new UsageException(
                            ("--order-by: column \"%s\" holds text (%s); rows are ordered by"
                                            + " numbers or times")
                                    .formatted(field.name(), field.reason()));
        };
    }

    private ColumnReader valueReader(CsvFile file, int column, int slot) {
        CsvColumn known = columns.get(column);
        Field field = known.field();
        int place = file.placeOf(column);
        return switch (field.type()) {
            case INT64, FLOAT64 ->
                    new NumberColumn(
                            column,
                            field,
                            place,
                            slot,
                            known.isUndecided(),
                            known.given() && field.type() == ColumnType.INT64,
                            nulls);
            case BOOLEAN -> new BooleanColumn(column, field, place, slot, false, nulls);
            case TIMESTAMP, DATE, TEXT ->
                    throw new UsageException(
                            "--select: column \"%s\" holds %s (%s); features are of numbers"
                                    .formatted(
                                            field.name(),
                                            field.type().isTime() ? "times" : "text",
                                            field.reason()));
        };
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, @Nullable String column)
            throws IOException {
        CsvFile in = files.get(file);
        long at = position;
        if (rowsAfter > 0) {
            try (RowScanner rows =
                    new RowScanner(
                            in.file(),
                            in.format(),
                            new ScalarFieldKernels(),
                            0,
                            position,
                            Long.MAX_VALUE,
                            true,
                            null)) {
                long left = rowsAfter;
                while (rows.next(1) > 0) {
                    at = rows.position(rows.at[rows.first] + 1);
                    if (left-- == 0) {
                        break;
                    }
                    rows.take(1);
                }
            }
        }
        return new Position(in.file().name(), in.format().lineAt(in.file(), at), column);
    }

    @Override
    public CsvTable retyped(List<Field> changed) {
        CsvTable again = leftOut == null ? null : leftOut.takeReopened();
        if (again != null) {
            return again;
        }
        List<CsvColumn> retyped = new ArrayList<>(columns);
        for (Field field : changed) {
            int column = schema.indexOf(field.name());
            CsvColumn known = columns.get(column);
            boolean unseen = known.isUndecided() && field.type() == ColumnType.TIMESTAMP;
            retyped.set(column, known.retyped(field, unseen ? firstText(column) : ""));
        }
        return new CsvTable(options, files, retyped, reasons, warnings, leftOut);
    }

    @Override
    public boolean undecided(int column) {
        return columns.get(column).isUndecided();
    }

    /// The first value of a column that was not seen when the table was opened; empty when it has
    /// none.
    private String firstText(int column) {
        try {
            return first(column).map(found -> found.text).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Field> firstValue(int column) throws IOException {
        return first(column).map(First::field);
    }

    private record First(String text, Field field) {}

    private Optional<First> first(int column) throws IOException {
        for (int f = 0; f < files.size(); f++) {
            CsvFile file = files.get(f);
            int place = file.placeOf(column);
            if (place < 0) {
                continue;
            }
            FirstValues found =
                    new FirstValues(
                            file.columns().length,
                            nulls,
                            leftOut == null ? Set.of() : leftOut.of(f).keySet());
            try (RowScanner rows =
                    file.rows(
                            file.begin(),
                            Long.MAX_VALUE,
                            leftOut == null ? null : BadRows.IGNORED)) {
                found.read(rows, place);
            }
            String text = found.text(place);
            if (text != null) {
                String name = columns.get(column).field().name();
                return Optional.of(
                        new First(
                                text,
                                new Field(name, found.type(place), found.reason(file, place))));
            }
        }
        return Optional.empty();
    }
}
