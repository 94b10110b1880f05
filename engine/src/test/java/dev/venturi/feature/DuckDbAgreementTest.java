package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.ScalarKernels;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/// Preset `standard` against the SQL a user of DuckDB would write for the same features.
class DuckDbAgreementTest {
    /// Our feature, and its SQL over `t(e, x, v)`, the rows of one entity in order of `x`, or over
    /// `w`, the valid rows with their mean `m`, their neighbours and the sums over windows.
    private static final Map<String, String> SQL = new LinkedHashMap<>();

    static {
        SQL.put("count", "count(v)");
        SQL.put("missing_pct", "(count(*) - count(v)) / count(*)");
        SQL.put("sum", "fsum(v)");
        SQL.put("mean", "favg(v)");
        SQL.put("std", "stddev_samp(v)");
        SQL.put("std(0)", "stddev_pop(v)");
        SQL.put("variance", "var_samp(v)");
        SQL.put("variance(0)", "var_pop(v)");
        SQL.put("min", "min(v)");
        SQL.put("max", "max(v)");
        SQL.put("range", "max(v) - min(v)");
        SQL.put("trend", "regr_slope(v, x)");
        SQL.put("median", "median(v)");
        SQL.put("quantile(0.1)", "quantile_cont(v, 0.1)");
        SQL.put("quantile(0.9)", "quantile_cont(v, 0.9)");
        SQL.put("skewness", "skewness(v)");
        SQL.put("kurtosis", "kurtosis(v)");
        SQL.put("first", "arg_min(v, x)");
        SQL.put("last", "arg_max(v, x)");
        SQL.put("mean_change", "(arg_max(v, x) - arg_min(v, x)) / nullif(count(v) - 1, 0)");
        SQL.put(
                "rate_of_change",
                "(arg_max(v, x) - arg_min(v, x)) / nullif(arg_max(x, x) filter (v is not null)"
                        + " - arg_min(x, x) filter (v is not null), 0)");
        SQL.put("n_anomalies(1.5)", "w: count(*) filter (abs(v - m) > 1.5 * s and s > 0)");
        SQL.put("mean_abs_change", "w: avg(abs(v - before))");
        SQL.put(
                "autocorrelation(2)",
                "w: case when count(*) > 2 and max(v) > min(v) then"
                        + " coalesce(sum((v - m) * (before2 - m)), 0) / sum((v - m) * (v - m)) end");
        SQL.put("moving_average(3,max)", "w: max(mean3) filter (three = 3)");
        SQL.put("moving_average(3,last)", "w: arg_max(mean3, x) filter (three = 3)");
    }

    private static final String VALID_ROWS =
            """
            create table w as
            select *, lag(v) over e as before, lag(v, 2) over e as before2,
                avg(v) over last3 as mean3, count(v) over last3 as three,
                avg(v) over (partition by e) as m, stddev_samp(v) over (partition by e) as s
            from t where v is not null
            window e as (partition by e order by x),
                last3 as (partition by e order by x rows between 2 preceding and current row)
            """;

    /// Series of one table: `x` ascends strictly and is not even.
    private static List<TestSeries> awkward() {
        List<TestSeries> table = new ArrayList<>();
        for (TestSeries series : TestSeries.finite()) {
            double[] axis = new double[series.values().length];
            Random random = new Random(axis.length);
            for (int i = 1; i < axis.length; i++) {
                axis[i] = axis[i - 1] + 0.25 + random.nextInt(3);
            }
            table.add(new TestSeries(series.name(), series.values(), axis));
            double[] far = Arrays.stream(series.values()).map(v -> 1e5 - v / 3).toArray();
            table.add(new TestSeries(series.name() + ", far from 0", far, axis));
        }
        return table;
    }

    @Test
    void everyFeatureAgreesToNineDigits() throws SQLException {
        List<TestSeries> table = awkward();
        try (DuckDBConnection connection =
                        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            fill(connection, statement, table);
            int compared = 0;
            for (Map.Entry<String, String> entry : SQL.entrySet()) {
                List<FeatureDefinition> feature = Computed.list(entry.getKey(), Preset.STANDARD);
                double[] answers = answers(statement, entry.getValue(), table.size());
                for (int e = 0; e < table.size(); e++) {
                    TestSeries series = table.get(e);
                    double found =
                            Computed.inMemory(
                                            feature,
                                            new ScalarKernels(),
                                            series.values(),
                                            null,
                                            series.axis())
                                    .values()[0];
                    compared += agree(entry.getKey(), series, found, answers[e]) ? 1 : 0;
                }
            }
            assertThat(compared).isGreaterThan(SQL.size() * table.size() * 8 / 10);
        }
    }

    /// @return whether there was a number to compare
    private static boolean agree(String feature, TestSeries series, double found, double expected) {
        String what = "%s of %s".formatted(feature, series);
        boolean constant =
                Arrays.stream(series.values()).filter(v -> !Double.isNaN(v)).distinct().count()
                        == 1;
        if (constant && (feature.equals("skewness") || feature.equals("kurtosis"))) {
            return false; // 0 / 0 there, 0 here: the contract says so
        }
        if (Double.isNaN(expected)) {
            boolean nothing = found == 0 && !feature.startsWith("quantile");
            assertThat(Double.isNaN(found) || nothing).as("%s is %s", what, found).isTrue();
            return false;
        }
        // a deviation, a slope: relative to the values they are made of where they cancel to 0
        double slack = 1e-9 * Math.abs(expected) + 1e-10;
        assertThat(found).as(what).isBetween(expected - slack, expected + slack);
        return true;
    }

    private static void fill(
            DuckDBConnection connection, Statement statement, List<TestSeries> table)
            throws SQLException {
        statement.execute("create table t (e integer, x double, v double)");
        try (DuckDBAppender rows = connection.createAppender("main", "t")) {
            for (int e = 0; e < table.size(); e++) {
                TestSeries series = table.get(e);
                for (int i = 0; i < series.values().length; i++) {
                    rows.beginRow();
                    rows.append(e);
                    rows.append(series.axis()[i]);
                    rows.append(series.values()[i]);
                    rows.endRow();
                }
            }
        }
        statement.execute("update t set v = null where isnan(v)");
        statement.execute(VALID_ROWS);
    }

    private static double[] answers(Statement statement, String sql, int entities)
            throws SQLException {
        boolean valid = sql.startsWith("w: ");
        String query =
                "select e, (%s)::double from %s group by e order by e"
                        .formatted(valid ? sql.substring(3) : sql, valid ? "w" : "t");
        double[] answers = new double[entities];
        Arrays.fill(answers, Double.NaN);
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                double answer = result.getDouble(2);
                answers[result.getInt(1)] = result.wasNull() ? Double.NaN : answer;
            }
        }
        return answers;
    }
}
