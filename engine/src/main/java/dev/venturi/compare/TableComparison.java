package dev.venturi.compare;

import dev.venturi.compare.ComparisonResult.Method;
import dev.venturi.table.FileTable;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Compares two tables by key: which keys are missing, extra or repeated, and of each column
/// whether its values are equal bit for bit, within a tolerance, or different.
///
/// Keys are equal when their texts have the same bytes. Values are compared as what they mean: a
/// missing value, NaN and an empty field are equal to each other; `72` and `72.0` are; whole
/// numbers are compared exactly, others as doubles by their bits, so that -0.0 and 0.0 differ;
/// times as points in time; texts by their bytes. A value that is not of its column's kind is
/// compared as text. Of a key that is repeated the first row is compared.
///
/// Both tables are read at the same time as long as they are in ascending order of the key, or have
/// the same keys in the same order. Otherwise the rows of the first are kept in memory, or, where
/// they do not fit, both are divided by key in temporary files, which go away with the comparison
/// or the process. The result does not depend on any of this.
///
/// The tables may be of different formats: a typed file is compared as the texts it would have in
/// CSV. Where both are outputs with their contracts ([dev.venturi.feature.ContractDocument#of]),
/// the definitions that explain the differences are named. Immutable.
///
/// ```java
/// ComparisonResult result = TableComparison.of(before, after).by("patient_id").compare();
/// ```
public final class TableComparison {
    private static final long MOST_MEMORY = 64L << 20;

    private final FileTable first;
    private final FileTable second;
    private final List<String> by;
    private final List<String> select;
    private final Tolerance tolerance;
    private final Map<String, Tolerance> tolerances;
    private final boolean keepNullKeys;
    private final long memory;
    private final Path directory;

    private TableComparison(
            FileTable first,
            FileTable second,
            List<String> by,
            List<String> select,
            Tolerance tolerance,
            Map<String, Tolerance> tolerances,
            boolean keepNullKeys,
            long memory,
            Path directory) {
        this.first = first;
        this.second = second;
        this.by = List.copyOf(by);
        this.select = List.copyOf(select);
        this.tolerance = tolerance;
        this.tolerances = Map.copyOf(tolerances);
        this.keepNullKeys = keepNullKeys;
        this.memory = memory;
        this.directory = directory;
    }

    /// A comparison of all columns without tolerance; the key is still to be given.
    public static TableComparison of(FileTable first, FileTable second) {
        return new TableComparison(
                first,
                second,
                List.of(),
                List.of(),
                Tolerance.NONE,
                Map.of(),
                false,
                Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / 4),
                Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    /// The columns that tell which rows belong together; at least one.
    public TableComparison by(String... columns) {
        return by(List.of(columns));
    }

    /// The columns that tell which rows belong together; at least one.
    public TableComparison by(List<String> columns) {
        return new TableComparison(
                first,
                second,
                columns,
                select,
                tolerance,
                tolerances,
                keepNullKeys,
                memory,
                directory);
    }

    /// Compares these columns only; none: all but the key.
    public TableComparison select(List<String> columns) {
        return new TableComparison(
                first, second, by, columns, tolerance, tolerances, keepNullKeys, memory, directory);
    }

    /// How far numbers may be apart in columns that have no tolerance of their own.
    public TableComparison tolerance(Tolerance allowed) {
        return new TableComparison(
                first, second, by, select, allowed, tolerances, keepNullKeys, memory, directory);
    }

    /// How far numbers may be apart in one column.
    public TableComparison tolerance(String column, Tolerance allowed) {
        Map<String, Tolerance> more = new LinkedHashMap<>(tolerances);
        more.put(column, allowed);
        return new TableComparison(
                first, second, by, select, tolerance, more, keepNullKeys, memory, directory);
    }

    /// Whether a missing key is a key like any other; otherwise it is an error.
    public TableComparison keepNullKeys(boolean keep) {
        return new TableComparison(
                first, second, by, select, tolerance, tolerances, keep, memory, directory);
    }

    /// Bytes that rows may take in memory before they go to disk; some more is needed for reading.
    public TableComparison memory(long bytes) {
        return new TableComparison(
                first, second, by, select, tolerance, tolerances, keepNullKeys, bytes, directory);
    }

    /// Where rows go that do not fit in memory: together about as large as both tables.
    public TableComparison temporaryDirectory(Path where) {
        return new TableComparison(
                first, second, by, select, tolerance, tolerances, keepNullKeys, memory, where);
    }

    /// Compares, without telling anybody how far it is.
    ///
    /// @see #compare(Consumer)
    public ComparisonResult compare() {
        return compare(progress -> {});
    }

    /// Reads both tables and compares them.
    ///
    /// @throws UsageException when there is no key, or a column is not there
    /// @throws dev.venturi.table.MalformedDataException naming the first bad row of a table, or a
    ///   missing key
    /// @throws java.io.UncheckedIOException when a table cannot be read or a temporary file not
    ///   written, naming it
    public ComparisonResult compare(Consumer<CompareProgress> listener) {
        if (by.isEmpty()) {
            throw new UsageException("--by: expected the columns that tell the rows apart");
        }
        List<Integer> firstKeys = require(first, by, "--by");
        List<Integer> secondKeys = require(second, by, "--by");
        List<String> common = new ArrayList<>();
        List<String> onlyInFirst = new ArrayList<>();
        List<String> onlyInSecond = new ArrayList<>();
        for (String column : columns()) {
            boolean inFirst = first.schema().indexOf(column) >= 0;
            boolean inSecond = second.schema().indexOf(column) >= 0;
            (inFirst && inSecond ? common : inFirst ? onlyInFirst : onlyInSecond).add(column);
        }
        checkTolerances(common);

        Progress progress = new Progress(listener);
        List<Integer> firstColumns = require(first, common, "--select");
        List<Integer> secondColumns = require(second, common, "--select");
        ColumnTypes firstTypes = new ColumnTypes(first, firstColumns);
        ColumnTypes secondTypes = new ColumnTypes(second, secondColumns);
        List<Tolerance> allowed =
                common.stream().map(column -> tolerances.getOrDefault(column, tolerance)).toList();
        RowComparator rows = new RowComparator(firstTypes, secondTypes, allowed);
        try (TableRows a =
                        new TableRows(
                                first,
                                firstKeys,
                                firstColumns,
                                firstTypes,
                                keepNullKeys,
                                progress);
                TableRows b =
                        new TableRows(
                                second,
                                secondKeys,
                                secondColumns,
                                secondTypes,
                                keepNullKeys,
                                progress)) {
            Outcome outcome = outcome(a, b, rows, common.size(), progress);
            List<ColumnComparison> columns = new ArrayList<>();
            for (int c = 0; c < common.size(); c++) {
                columns.add(
                        outcome.tally.columns[c].comparison(
                                common.get(c),
                                firstTypes.kind(c),
                                secondTypes.kind(c),
                                allowed.get(c)));
            }
            Explanation explanation = Explanation.of(first, second, columns);
            return new ComparisonResult(
                    name(first),
                    name(second),
                    by,
                    outcome.tally.firstRows,
                    outcome.tally.secondRows,
                    outcome.tally.matched,
                    outcome.tally.missing.finding(),
                    outcome.tally.extra.finding(),
                    outcome.tally.repeatedInFirst.finding(),
                    outcome.tally.repeatedInSecond.finding(),
                    onlyInFirst,
                    onlyInSecond,
                    columns,
                    explanation.text(),
                    explanation.notes(),
                    outcome.method);
        }
    }

    private record Outcome(Tally tally, Method method) {}

    private Outcome outcome(
            TableRows a, TableRows b, RowComparator rows, int columns, Progress progress) {
        Supplier<Tally> tallies = () -> new Tally(columns);
        SideBySide sideBySide = new SideBySide(rows, tallies);
        long bytes = a.bytes() + b.bytes();

        progress.begin("reading side by side", bytes);
        Tally merged = sideBySide.merged(a, b);
        if (merged != null) {
            return new Outcome(merged, Method.MERGED);
        }
        rewind(a, b);
        progress.begin("reading side by side", bytes);
        try (Fingerprints fingerprints = new Fingerprints(memory, directory)) {
            Tally inStep = sideBySide.inStep(a, b, fingerprints);
            if (inStep != null) {
                return new Outcome(inStep, Method.SIDE_BY_SIDE);
            }
        }
        rewind(a, b);
        HashJoin join = new HashJoin(rows, tallies, memory, directory, progress);
        Tally joined = join.join(a, b);
        return new Outcome(joined, join.usedDisk() ? Method.ON_DISK : Method.IN_MEMORY);
    }

    private static void rewind(RowSource a, RowSource b) {
        a.rewind();
        b.rewind();
    }

    /// The columns to compare: those of the first table in its order, then those only the second
    /// has.
    private List<String> columns() {
        List<String> names = new ArrayList<>(first.schema().names());
        for (String name : second.schema().names()) {
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        if (!select.isEmpty()) {
            Schema both =
                    new Schema(
                            names.stream()
                                    .map(name ->
                                            first.schema()
                                                    .find(name)
                                                    .or(() -> second.schema().find(name))
                                                    .orElseThrow())
                                    .toList());
            select.forEach(name -> both.require(name, "--select"));
            names.retainAll(select);
        }
        names.removeAll(by);
        return names;
    }

    private void checkTolerances(List<String> common) {
        for (String column : tolerances.keySet()) {
            if (!common.contains(column)) {
                throw new UsageException(
                        "tolerance of \"%s\": no such column is compared; expected one of %s"
                                .formatted(column, String.join(", ", common)));
            }
        }
    }

    private static List<Integer> require(FileTable table, List<String> columns, String role) {
        try {
            return columns.stream().map(name -> table.schema().require(name, role)).toList();
        } catch (UsageException missing) {
            throw new UsageException(name(table) + ": " + missing.getMessage());
        }
    }

    private static String name(FileTable table) {
        List<String> files = table.files();
        return files.size() == 1
                ? files.getFirst()
                : "%s and %d more".formatted(files.getFirst(), files.size() - 1);
    }
}
