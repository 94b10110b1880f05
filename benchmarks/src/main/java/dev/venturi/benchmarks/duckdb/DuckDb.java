package dev.venturi.benchmarks.duckdb;

import dev.venturi.benchmarks.answers.Answers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An in-memory DuckDB with one connection.
public final class DuckDb implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    private DuckDb(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /// Opens an empty database.
    public static DuckDb open(int threads) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        DuckDb db = new DuckDb(connection, connection.createStatement());
        db.threads(threads);
        return db;
    }

    /// Sets how many threads a query uses.
    public void threads(int threads) throws SQLException {
        execute("SET threads = " + threads);
    }

    /// Runs a statement.
    public void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    /// Makes table `vitals` of a CSV file, in the order of the file.
    public void loadVitals(Path csv) throws SQLException {
        execute("CREATE OR REPLACE TABLE vitals AS SELECT * FROM " + readVitals(csv));
    }

    /// The table function that reads a CSV file of vitals, every type given and nothing sniffed:
    /// the fastest way DuckDB has.
    public static String readVitals(Path csv) {
        String types =
                VitalsSql.VITALS.stream()
                        .map(vital -> ", '%s': 'DOUBLE'".formatted(vital))
                        .collect(Collectors.joining());
        return "read_csv('%s', auto_detect = false, header = true, delim = ',', columns = {'patient_id': 'BIGINT', 'day': 'BIGINT'%s})"
                .formatted(quoted(csv), types);
    }

    /// Computes features of table `vitals` into table `features`.
    public void computeFeatures(VitalsSql query) throws SQLException {
        execute("CREATE OR REPLACE TABLE features AS " + query.text());
    }

    /// What table `features` holds.
    public Answers features() throws SQLException {
        return answers("features");
    }

    /// What a file of features holds, CSV or Parquet.
    public Answers featuresOf(Path file) throws SQLException {
        return answers(
                (isParquet(file)
                                ? "read_parquet('%s')"
                                : "read_csv('%s', header = true, sample_size = -1)")
                        .formatted(quoted(file)));
    }

    static boolean isParquet(Path file) {
        return file.toString().endsWith(".parquet");
    }

    private Answers answers(String from) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT * FROM %s ORDER BY patient_id".formatted(from))) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int c = 1; c <= columns; c++) {
                names.add(rows.getMetaData().getColumnName(c));
            }
            int key = names.indexOf("patient_id");
            names.remove(key);
            Answers.Builder answers = new Answers.Builder(names);
            while (rows.next()) {
                double[] cells = new double[names.size()];
                for (int c = 0; c < cells.length; c++) {
                    double value = rows.getDouble(c < key ? c + 1 : c + 2);
                    cells[c] = rows.wasNull() ? Double.NaN : value;
                }
                answers.add(rows.getLong(key + 1), cells);
            }
            return answers.build();
        }
    }

    /// The valid values of a patient's vital in `from`, a table or table function.
    public double[] series(String from, long patient, String vital) throws SQLException {
        String sql =
                "SELECT %s FROM %s WHERE patient_id = %d AND %s IS NOT NULL ORDER BY day"
                        .formatted(vital, from, patient, vital);
        List<Double> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getDouble(1));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The first cell of a query's result.
    public String text(String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
