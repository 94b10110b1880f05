package dev.venturi.csv;

import dev.venturi.kernel.ScalarFieldKernels;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at the beginning of the files of a table: dialect, names, types.
final class TableOpener {
    /// Bytes of content that decide on dialect and types.
    private static final int SAMPLE = 1 << 20;

    private static final int GLANCE = 1 << 12;

    private final int chunk;
    private final List<InputFile> files;
    private final CsvOptions options;
    private final NullTokens nulls;
    private final @Nullable LeftOut leftOut;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// @param chunk see [InputFormat#chunk]
    /// @param leftOut rows that are left out; null: none
    TableOpener(List<InputFile> files, CsvOptions options, int chunk, @Nullable LeftOut leftOut) {
        this.leftOut = leftOut;
        this.chunk = chunk;
        this.files = files;
        this.options = options;
        this.nulls = new NullTokens(options.nullTokens());
    }

    /// The first rows of a file.
    ///
    /// @param begin position of the first row behind the header
    private record Beginning(
            InputFile file, InputFormat format, List<String> names, long begin, boolean hasRows) {}

    CsvTable open() {
        FilePreview preview = FilePreview.of(files.getFirst(), SAMPLE);
        Dialect dialect = dialect(preview);
        List<Beginning> beginnings = new ArrayList<>();
        for (InputFile file : files) {
            FilePreview glance =
                    file.equals(files.getFirst()) ? preview : FilePreview.of(file, GLANCE);
            beginnings.add(
                    beginning(
                            file,
                            new InputFormat(glance.gzip(), dialect, chunk),
                            dialect.isOdd() ? 0 : glance.mark()));
        }
        if (beginnings.stream().noneMatch(Beginning::hasRows)) {
            throw new MalformedDataException(
                    Position.ofFile(files.getFirst().name()),
                    files.size() == 1
                            ? "only a header, no rows"
                            : "only a header, no rows, here and in all other files");
        }
        List<String> names = beginnings.getFirst().names();
        List<CsvFile> tableFiles = new ArrayList<>();
        for (Beginning beginning : beginnings) {
            tableFiles.add(
                    new CsvFile(
                            beginning.file(),
                            beginning.format(),
                            beginning.begin(),
                            columnsOf(beginning, beginnings.getFirst())));
        }
        List<CsvColumn> columns = new ArrayList<>();
        try {
            columns.addAll(types(names, tableFiles, beginnings));
        } catch (IOException e) {
            throw files.getFirst().failed("read", e);
        }
        columns.addAll(pathColumns(names));
        checkTypes(columns);
        return new CsvTable(options, tableFiles, columns, reasons, warnings, leftOut);
    }

    private Dialect dialect(FilePreview preview) {
        String delimiter = options.delimiter();
        if (delimiter == null) {
            var proposal =
                    DelimiterSniffer.propose(preview.content(), preview.whole(), options.comment());
            delimiter = proposal.delimiter();
            reasons.add(proposal.reason());
        }
        return new Dialect(delimiter, options.quote(), options.comment());
    }

    private Beginning beginning(InputFile file, InputFormat format, long from) {
        try (RowScanner rows =
                new RowScanner(
                        file,
                        format,
                        new ScalarFieldKernels(),
                        0,
                        from,
                        Long.MAX_VALUE,
                        true,
                        null)) {
            if (rows.next(1) == 0) {
                throw new MalformedDataException(Position.ofFile(file.name()), "the file is empty");
            }
            int fields = rows.fieldsOfRow();
            List<String> texts = new ArrayList<>();
            FieldText text = new FieldText();
            boolean numbers = true;
            for (int f = 0; f < fields; f++) {
                int start = rows.at[rows.first + f] + 1;
                int end = rows.at[rows.first + f + 1];
                if (f == fields - 1 && end > start && rows.bytes[end - 1] == '\r') {
                    end--;
                }
                text.set(rows.bytes, start, end).trim();
                if (options.header() && !Utf8.isValid(text.bytes, text.from, text.to)) {
                    throw rows.problem(
                            start,
                            null,
                            "expected the name of a column in UTF-8, found %s; convert the file,"
                                            .formatted(text.clipped())
                                    + " for example with: iconv -f LATIN1 -t UTF-8");
                }
                numbers &= TypeSniffer.typeOf(text).isNumeric();
                texts.add(text.toString());
            }
            if (!options.header()) {
                return new Beginning(file, format, positional(fields), from, true);
            }
            if (numbers && file.equals(files.getFirst())) {
                warnings.add(
                        ("%s: the first row looks like data, not like names (%s, ...); if it is,"
                                        + " use --no-header")
                                .formatted(file.name(), texts.getFirst()));
            }
            List<String> names = names(rows, texts);
            long behind = rows.position(rows.at[rows.first + fields] + 1);
            rows.take(1);
            try {
                boolean hasRows = rows.next(1) > 0;
                long begin = hasRows ? rows.position(rows.at[rows.first] + 1) : rows.end();
                return new Beginning(file, format, names, begin, hasRows);
            } catch (MalformedDataException e) {
                if (leftOut == null) {
                    throw e;
                }
                return new Beginning(file, format, names, behind, true);
            }
        }
    }

    private static List<String> positional(int fields) {
        List<String> names = new ArrayList<>();
        for (int f = 1; f <= fields; f++) {
            names.add("c" + f);
        }
        return names;
    }

    /// The names of a header; a column without a name gets one by its position.
    private List<String> names(RowScanner rows, List<String> texts) {
        Set<String> names = new LinkedHashSet<>();
        for (int f = 0; f < texts.size(); f++) {
            String name = texts.get(f).isEmpty() ? "c" + (f + 1) : texts.get(f);
            if (!names.add(name)) {
                throw rows.problem(
                        rows.at[rows.first + f] + 1,
                        name,
                        "two columns have this name; rename one of them in the header");
            }
        }
        return List.copyOf(names);
    }

    private static int[] columnsOf(Beginning beginning, Beginning first) {
        int[] columns = new int[beginning.names().size()];
        for (int f = 0; f < columns.length; f++) {
            columns[f] = first.names().indexOf(beginning.names().get(f));
        }
        Set<String> missing = new LinkedHashSet<>(first.names());
        beginning.names().forEach(missing::remove);
        Set<String> extra = new LinkedHashSet<>(beginning.names());
        first.names().forEach(extra::remove);
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw new MalformedDataException(
                    Position.ofFile(beginning.file().name()),
                    "its columns are not those of %s:%s%s"
                            .formatted(
                                    first.file().name(),
                                    missing.isEmpty()
                                            ? ""
                                            : " it lacks " + String.join(", ", missing),
                                    extra.isEmpty()
                                            ? ""
                                            : (missing.isEmpty() ? "" : ";")
                                                    + " only it has "
                                                    + String.join(", ", extra)));
        }
        return columns;
    }

    private List<CsvColumn> types(
            List<String> names, List<CsvFile> tableFiles, List<Beginning> beginnings)
            throws IOException {
        int sampled = 0;
        while (!beginnings.get(sampled).hasRows()) {
            sampled++;
        }
        CsvFile file = tableFiles.get(sampled);
        FirstValues first =
                new FirstValues(
                        names.size(),
                        nulls,
                        leftOut == null ? Set.of() : leftOut.of(sampled).keySet());
        BadRows bad = leftOut == null ? null : BadRows.IGNORED;
        try (RowScanner rows = file.rows(file.begin(), file.begin() + SAMPLE, bad)) {
            first.read(rows);
        }
        List<CsvColumn> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            int place = file.placeOf(c);
            columns.add(column(names.get(c), file, first, place));
        }
        if (leftOut != null) {
            leftOut.looked(sampled, first.positions(), columns);
        }
        return columns;
    }

    private CsvColumn column(String name, CsvFile file, FirstValues first, int place)
            throws IOException {
        ColumnType given = options.types().get(name);
        String text = first.text(place);
        if (given != null) {
            return new CsvColumn(new Field(name, given, "given by --types"), true, text, false);
        }
        Field field =
                text == null
                        ? new Field(
                                name,
                                ColumnType.FLOAT64,
                                "no value in the first %,d rows".formatted(first.rows()))
                        : new Field(name, first.type(place), first.reason(file, place));
        return new CsvColumn(field, false, text, false);
    }

    /// Columns that directories give (`day=2026-01-01/`), unless the files have them themselves.
    private List<CsvColumn> pathColumns(List<String> names) {
        return PathColumns.fields(files, names, options.types()).stream()
                .map(field ->
                        new CsvColumn(field, options.types().containsKey(field.name()), null, true))
                .toList();
    }

    /// Complains about names in `types` that no column has.
    private void checkTypes(List<CsvColumn> columns) {
        Schema schema = new Schema(columns.stream().map(CsvColumn::field).toList());
        options.types().keySet().stream().sorted().forEach(name -> schema.require(name, "--types"));
    }
}
