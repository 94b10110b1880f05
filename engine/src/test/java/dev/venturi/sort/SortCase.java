package dev.venturi.sort;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.write.DuckDbFile;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.RandomTable;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table, a way to sort it and a division of memory, drawn from a seed; and what DuckDB makes of
/// it.
///
/// @param source the table as a file of Parquet
record SortCase(
        Path directory, RandomTable table, Path source, List<SortKey> keys, SortShape shape) {
    private static final int GROUP_ROWS = 1000;

    static SortCase of(long seed, Path directory) throws IOException {
        Random random = new Random(seed);
        RandomTable table = new RandomTable(seed, 1 + random.nextInt(9000), true);
        Path source = directory.resolve("source.parquet");
        ParquetOptions options = ParquetOptions.DEFAULTS.withRows(GROUP_ROWS, 300);
        try (ParquetWriter writer =
                ParquetWriter.open(source.toString(), table.schema(), options, true)) {
            table.writeTo(writer);
            writer.commit();
        }
        List<String> names = new ArrayList<>(table.schema().names());
        Collections.shuffle(names, random);
        List<SortKey> keys = new ArrayList<>();
        for (String name : names.subList(0, 1 + random.nextInt(4))) {
            keys.add(new SortKey(name, random.nextBoolean(), random.nextBoolean()));
        }
        // a piece of one byte is full with every batch, so there are many runs; one of three pages
        // gets room again when rows beyond a limit are dropped
        long pieceBytes = List.of(1L, 600L << 10, 1L << 20).get(random.nextInt(3));
        SortShape shape =
                new SortShape(
                        1 + random.nextInt(3),
                        3 + random.nextInt(3),
                        pieceBytes,
                        64 + random.nextInt(20_000),
                        2 + random.nextInt(4));
        return new SortCase(directory, table, source, keys, shape);
    }

    SortOptions options() {
        return SortOptions.defaults().withSpill(new SpillPlace(directory, Long.MAX_VALUE));
    }

    Path target() {
        return directory.resolve("target.parquet");
    }

    /// Sorts as the shape says.
    SortSummary sort(Function<Schema, RowOrder> order) throws IOException, InterruptedException {
        try (InputFiles input = InputFiles.of(source)) {
            return new SortRun(TableFiles.open(input, CsvOptions.DEFAULTS), options())
                    .run(
                            order,
                            schema ->
                                    ParquetWriter.open(
                                            target().toString(),
                                            schema,
                                            ParquetOptions.DEFAULTS,
                                            true));
        }
    }

    /// Numbers of the rows that a query finds, `row` standing for the number of one.
    List<Integer> rows(String query) throws SQLException {
        List<Integer> found = new ArrayList<>();
        String view =
                "CREATE VIEW t AS SELECT *, file_row_number AS row FROM read_parquet('%s', file_row_number = true)"
                        .formatted(source);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(view);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
        }
        return found;
    }

    /// Keys as DuckDB orders by them; it takes both zeros for one, we do not.
    String orderBy(List<SortKey> by) {
        return by.stream().map(this::orderBy).collect(Collectors.joining(", "));
    }

    private String orderBy(SortKey key) {
        String direction = key.descending() ? "DESC" : "ASC";
        String nulls = key.missingFirst() ? "NULLS FIRST" : "NULLS LAST";
        String order = "\"%s\" %s %s".formatted(key.column(), direction, nulls);
        if (typeOf(key.column()) != ColumnType.FLOAT64) {
            return order;
        }
        String turned = key.descending() ? "ASC" : "DESC";
        return order + ", signbit(\"%s\") %s".formatted(key.column(), turned);
    }

    /// Columns as DuckDB finds equal what we do.
    String equalBy(List<String> columns) {
        return columns.stream()
                .map(name ->
                        typeOf(name) == ColumnType.FLOAT64
                                ? "\"%s\", signbit(\"%s\")".formatted(name, name)
                                : "\"%s\"".formatted(name))
                .collect(Collectors.joining(", "));
    }

    private ColumnType typeOf(String column) {
        return table.schema().find(column).map(Field::type).orElseThrow();
    }

    /// Whether the target holds these rows of the table, in this order, cell by cell.
    boolean holds(List<Integer> rows) throws SQLException {
        List<List<@Nullable Object>> found = DuckDbFile.cells(target(), table.schema(), "true");
        for (int c = 0; c < found.size(); c++) {
            List<@Nullable Object> cells = table.cells(c);
            List<@Nullable Object> expected = new ArrayList<>();
            rows.forEach(row -> expected.add(cells.get(row)));
            if (!found.get(c).equals(expected)) {
                return false;
            }
        }
        return true;
    }
}
