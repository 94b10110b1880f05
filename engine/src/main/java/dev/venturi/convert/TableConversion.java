package dev.venturi.convert;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.ReadAhead;
import dev.venturi.table.Schema;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Copies a table into a file of any format, and reads it back before the file bears its name.
///
/// Values keep their bits: int64, doubles, booleans, times to the nanosecond, texts to the byte.
/// What is missing is null or an empty field in the output, whichever it was. A column of CSV is
/// int64 only if every value of every file is, as everywhere; one in which numbers begin with zeros
/// they do not need is one of texts. What turns out late begins the copy again.
///
/// Memory: some ten thousand rows and what the writer holds. Reading runs ahead on a thread of its
/// own.
public final class TableConversion {
    private static final int MOST_RESTARTS = 1000;

    private final FileTable source;
    private final List<String> select;
    private final Consumer<ConvertProgress> listener;

    private TableConversion(
            FileTable source, List<String> select, Consumer<ConvertProgress> listener) {
        this.source = source;
        this.select = List.copyOf(select);
        this.listener = listener;
    }

    /// A conversion of all columns.
    public static TableConversion of(FileTable source) {
        return new TableConversion(source, List.of(), _ -> {});
    }

    /// Copies these columns only, in the order of the table; none: all.
    public TableConversion select(List<String> columns) {
        return new TableConversion(source, columns, listener);
    }

    /// Tells how far it is.
    public TableConversion listener(Consumer<ConvertProgress> told) {
        return new TableConversion(source, select, told);
    }

    /// Where a table is written.
    ///
    /// @see #into
    public interface Target {
        /// Opens the output, which is not yet used; again for each attempt.
        AtomicOutput open() throws IOException;

        /// Opens the format's writer on it.
        BatchSink writer(AtomicOutput output, Schema schema) throws IOException;

        /// How the file is to be read back where it is CSV; null when it is not CSV.
        @Nullable CsvOptions text();
    }

    /// Copies and commits.
    ///
    /// @param verify whether the file is read back; what has no name, such as standard output,
    ///   never is
    /// @throws ConversionException when it was not the same, and nothing was written
    /// @throws dev.venturi.table.UsageException when a column is not there
    /// @throws MalformedDataException naming the first bad row; when the table has no rows
    public ConversionResult into(Target target, boolean verify) throws IOException {
        FileTable table = source;
        int restarts = 0;
        while (true) {
            try {
                return attempt(table, target, verify, restarts);
            } catch (TypeAssumptionException e) {
                if (++restarts > MOST_RESTARTS) {
                    throw new IllegalStateException("types do not settle", e);
                }
                String name = table.schema().fields().get(e.column()).name();
                Field changed = new Field(name, e.needed(), String.valueOf(e.getMessage()));
                table = table.retyped(List.of(changed));
            }
        }
    }

    private ConversionResult attempt(FileTable table, Target target, boolean verify, int restarts)
            throws IOException {
        List<Integer> columns = columns(table.schema());
        Schema schema = chosen(table.schema(), columns);
        CsvOptions text = target.text();
        long[] verified = new long[1];
        try (AtomicOutput output = target.open()) {
            if (verify) {
                output.checkedBy(
                        path -> verified[0] = readBack(table, columns, path, schema, text));
            }
            BatchSink sink = target.writer(output, schema);
            TextSink texts = text == null ? null : new TextSink(sink, schema);
            long rows = 0;
            long overflowed;
            try (ReadAhead reader = new ReadAhead(table.batches(columns));
                    BatchSink open = texts == null ? sink : texts) {
                long bytes = Math.max(1, table.bytes());
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    open.write(batch);
                    rows += batch.rows();
                    listener.accept(
                            new ConvertProgress(
                                    "writing", (double) reader.bytesRead() / bytes, rows));
                }
                overflowed = reader.overflowedToInfinity();
                if (rows == 0) {
                    throw new MalformedDataException(
                            Position.ofFile(table.files().getFirst()),
                            "the input has no rows; expected at least one");
                }
                open.commit();
            }
            List<String> warnings = new ArrayList<>(table.warnings());
            warnings.addAll(noted(table.schema(), columns));
            if (texts != null) {
                warnings.addAll(texts.warnings());
            }
            return new ConversionResult(schema, rows, verified[0], restarts, overflowed, warnings);
        }
    }

    private List<Integer> columns(Schema schema) {
        if (select.isEmpty()) {
            return IntStream.range(0, schema.fields().size()).boxed().toList();
        }
        return select.stream()
                .map(name -> schema.require(name, "--select"))
                .distinct()
                .sorted()
                .toList();
    }

    private static Schema chosen(Schema schema, List<Integer> columns) {
        List<Field> fields = columns.stream().map(schema.fields()::get).toList();
        return new Schema(fields, Map.of(), schema.instants());
    }

    /// Columns of numbers that became texts so that they keep their zeros.
    private List<String> noted(Schema schema, List<Integer> columns) {
        List<String> notes = new ArrayList<>();
        for (int column : columns) {
            Field now = schema.fields().get(column);
            ColumnType before = source.schema().fields().get(column).type();
            if (now.type() == ColumnType.TEXT && before.isNumeric() && !source.undecided(column)) {
                notes.add(
                        "column \"%s\" is kept as text: %s; --types %s:int64 reads numbers"
                                .formatted(now.name(), now.reason(), now.name()));
            }
        }
        return notes;
    }

    private long readBack(
            FileTable table,
            List<Integer> columns,
            Path written,
            Schema schema,
            @Nullable CsvOptions text) {
        try (InputFiles files = InputFiles.of(written)) {
            CsvOptions options = CsvOptions.DEFAULTS;
            if (text != null) {
                Map<String, ColumnType> types = new HashMap<>();
                schema.fields().forEach(field -> types.put(field.name(), field.type()));
                options = text.withNullTokens(List.of()).withTypes(types);
            }
            long bytes = Math.max(1, table.bytes());
            return ReadBack.compare(
                    table,
                    columns,
                    TableFiles.open(files, options),
                    schema,
                    (read, rows) ->
                            listener.accept(
                                    new ConvertProgress("verifying", (double) read / bytes, rows)));
        } catch (MalformedDataException | TypeAssumptionException e) {
            throw new ConversionException(
                    "verifying: what was written cannot be read back: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
