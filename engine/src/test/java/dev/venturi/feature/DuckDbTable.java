package dev.venturi.feature;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A CSV file read by DuckDB, and the SQL for each feature of preset `standard`.
///
/// Spreads and slopes are taken of values from which the mean has been subtracted, so that the
/// answers keep their digits where the values are far from zero.
final class DuckDbTable implements AutoCloseable {
    /// A feature in SQL over the rows of one entity: `v` the value as a double, `q` as it stands in
    /// the column, `m` the mean, `s` the deviation, `x` the axis, `mx` its mean over valid rows,
    /// `o, seq` the order of the rows.
    ///
    /// @param sql the feature
    /// @param scale what it is small against where its terms cancel
    private record Sql(String sql, String scale) {}

    /// One answer: a number as text, null where there is none.
    ///
    /// @param scale size of the terms it is made of
    record Answer(@Nullable String text, double scale) {}

    private static final Map<String, Sql> FEATURES = new LinkedHashMap<>();

    static {
        String largest = "max(abs(v))";
        // a mean is off by half a digit of the largest value: small against the deviation, or not
        String distance = "if(any_value(s) > 0, 1 + 1e-3 * max(abs(v)) / any_value(s), 1)";
        FEATURES.put("count", new Sql("count(v)", "0"));
        FEATURES.put("missing_pct", new Sql("(count(*) - count(v)) / count(*)", "0"));
        FEATURES.put("mean", new Sql("any_value(m)", largest));
        FEATURES.put("std", new Sql("stddev_samp(v - m)", largest));
        FEATURES.put("variance", new Sql("var_samp(v - m)", largest + " * " + largest));
        FEATURES.put("min", new Sql("min(q)", "0"));
        FEATURES.put("max", new Sql("max(q)", "0"));
        FEATURES.put("range", new Sql("max(v) - min(v)", "0"));
        FEATURES.put("sum", new Sql("SUM(q)", "sum(abs(v))"));
        FEATURES.put(
                "trend",
                new Sql("regr_slope(v - m, x - mx)", "stddev_samp(v - m) / stddev_samp(x - mx)"));
        FEATURES.put("n_anomalies", new Sql("count(*) filter (abs(v - m) > 2 * s and s > 0)", "0"));
        FEATURES.put("median", new Sql("median(v)", largest));
        FEATURES.put("quantile(0.1)", new Sql("quantile_cont(v, 0.1)", largest));
        FEATURES.put("quantile(0.9)", new Sql("quantile_cont(v, 0.9)", largest));
        FEATURES.put("first", new Sql("first(q order by o, seq) filter (v is not null)", "0"));
        FEATURES.put("last", new Sql("last(q order by o, seq) filter (v is not null)", "0"));
        FEATURES.put(
                "skewness",
                new Sql(unlessConstant(3, "skewness((v - m) / nullif(s, 0))"), distance));
        FEATURES.put(
                "kurtosis",
                new Sql(unlessConstant(4, "kurtosis((v - m) / nullif(s, 0))"), distance));
    }

    private final Connection connection;
    private final Statement statement;

    /// Reads every column as text.
    ///
    /// @param path the file
    /// @param nulls texts of missing values
    DuckDbTable(String path, List<String> nulls) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        statement = connection.createStatement();
        String tokens = nulls.stream().map(DuckDbTable::quoted).collect(Collectors.joining(","));
        statement.execute(
                ("create table t as select row_number() over () as seq, * from read_csv(%s, header ="
                                + " true, all_varchar = true, delim = ',', quote = '\"', escape = '\"',"
                                + " nullstr = [%s], null_padding = false)")
                        .formatted(quoted(path), tokens));
    }

    private static String unlessConstant(int least, String sql) {
        return "case when count(v) >= %d then if(min(v) = max(v), 0, %s) end".formatted(least, sql);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    /// The features there is SQL for, in the form of a feature list.
    static List<String> features() {
        return List.copyOf(FEATURES.keySet());
    }

    /// What the rows of an entity are ordered by.
    ///
    /// @param order SQL of what they are sorted by
    /// @param axis SQL of the axis over `o`, partitioned by `k`
    record Axis(String order, String axis) {
        /// The order of the file; the axis counts valid values.
        static Axis none() {
            return new Axis("0", "count(v) over (k order by seq) - 1");
        }

        /// A column of numbers.
        static Axis number(String column) {
            return new Axis("cast(%s as double)".formatted(name(column)), "o");
        }

        /// A column of ISO 8601 dates or times; the axis is in days.
        static Axis time(String column) {
            return new Axis(
                    "epoch_us(cast(%s as timestamp))".formatted(name(column)),
                    "(o - min(o) over k) / 86400e6");
        }
    }

    /// The answers for one column, entity by entity: the keys, then one answer for each feature.
    Map<List<String>, List<Answer>> answers(
            List<String> keys, Axis axis, String column, boolean whole) throws SQLException {
        List<String> named = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            named.add("%s as key%d".formatted(name(keys.get(k)), k));
        }
        if (keys.isEmpty()) {
            named.add("'' as key0");
        }
        String parts =
                IntStream.range(0, named.size())
                        .mapToObj(k -> "key" + k)
                        .collect(Collectors.joining(", "));
        List<String> selected = new ArrayList<>();
        for (Sql feature : FEATURES.values()) {
            String sum = whole ? "sum" : "fsum"; // of int64 in 128 bits, of doubles compensated
            selected.add(feature.sql().replace("SUM(", sum + "("));
            selected.add(feature.scale());
        }
        String query =
                """
                with r as (select seq, %1$s, cast(%2$s as double) as v, cast(%2$s as %3$s) as q,
                        %4$s as o from t),
                c as (select *, %5$s as x, favg(v) over k as m from r
                        window k as (partition by %6$s)),
                d as (select *, stddev_samp(v - m) over k as s,
                        favg(x) filter (v is not null) over k as mx from c
                        window k as (partition by %6$s))
                select %6$s, %7$s from d group by %6$s order by min(seq)
                """
                        .formatted(
                                String.join(", ", named),
                                name(column),
                                whole ? "bigint" : "double",
                                axis.order(),
                                axis.axis(),
                                parts,
                                String.join(", ", selected));
        Map<List<String>, List<Answer>> answers = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> key = new ArrayList<>();
                for (int k = 1; k <= keys.size(); k++) {
                    key.add(row.getString(k));
                }
                List<Answer> features = new ArrayList<>();
                for (int f = 0; f < FEATURES.size(); f++) {
                    int at = named.size() + 2 * f + 1;
                    String text = row.getString(at);
                    boolean none = "NaN".equals(text); // the slope through one point
                    features.add(new Answer(none ? null : text, row.getDouble(at + 1)));
                }
                answers.put(key, features);
            }
        }
        return answers;
    }

    /// Whether every text of a column is that of an integer.
    boolean isWhole(String column) throws SQLException {
        String query =
                "select count(*) from t where not regexp_full_match(trim(%s), '[-+]?[0-9]+')"
                        .formatted(name(column));
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getLong(1) == 0;
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
