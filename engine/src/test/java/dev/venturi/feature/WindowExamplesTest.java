package dev.venturi.feature;

import static dev.venturi.feature.WindowsTest.plan;
import static dev.venturi.feature.WindowsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cut-offs and windows on small tables, each row of the answer written out, and the mistakes that
/// can be made with them.
class WindowExamplesTest {
    @TempDir Path directory;

    @Test
    void cutoffsByExample() throws Exception {
        Path csv =
                Files.writeString(
                        directory.resolve("days.csv"),
                        "id,day,x\na,2026-01-01,1\na,2026-01-02,2\na,2026-01-09,4\nb,2026-01-20,8\n");
        FeaturePlan plan =
                plan().withOrderBy(List.of("day"))
                        .withSelect(List.of())
                        .withFeatures("count, sum, mean");
        assertThat(
                        run(
                                        csv,
                                        plan.withAsOf("2026-01-09")
                                                .withWindows(List.of("7d", "1w")),
                                        CsvRun.PLAIN)
                                .text())
                .isEqualTo(
                        """
                        id,x_count_7d,x_sum_7d,x_mean_7d,x_count_1w,x_sum_1w,x_mean_1w
                        a,1,2,2,1,2,2
                        b,0,,,0,,
                        """);
        assertThat(run(csv, plan.withWindows(List.of("7d", "8d")), CsvRun.PLAIN).text())
                .as("the window behind the last row holds it, and not the day 7 days before it")
                .isEqualTo(
                        """
                        id,x_count_7d,x_sum_7d,x_mean_7d,x_count_8d,x_sum_8d,x_mean_8d
                        a,1,4,4,2,6,3
                        b,1,8,8,1,8,8
                        """);
        assertThat(run(csv, plan.withEvery("1w"), CsvRun.PLAIN).text())
                .as("Thursdays, as 1970-01-01 was one")
                .isEqualTo(
                        """
                        id,cutoff,x_count,x_sum,x_mean
                        a,2026-01-08,2,3,1.5
                        a,2026-01-15,3,7,2.3333333333333335
                        b,2026-01-22,1,8,8
                        """);
        assertThat(run(csv, plan.withEvery("7d").withAsOf("2026-01-09"), CsvRun.PLAIN).text())
                .as("back from the cut-off, and no entity that begins behind it")
                .isEqualTo(
                        "id,cutoff,x_count,x_sum,x_mean\na,2026-01-02,1,1,1\na,2026-01-09,2,3,1.5\n");
        assertThat(
                        run(csv, plan.withEvery("180h").withAsOf("2026-01-09T12:00"), CsvRun.PLAIN)
                                .lines())
                .contains("a,2026-01-09T12:00:00,3,7,2.3333333333333335");
        assertThatThrownBy(
                        () -> run(csv, plan.withEvery("7d").withAsOf("2026-01-01"), CsvRun.PLAIN))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no entity has a row before its first cut-off");
    }

    @Test
    void gridsOfNumbersAndOfDoubles() throws Exception {
        Path csv =
                Files.writeString(
                        directory.resolve("numbers.csv"),
                        "cutoff,i,f,x\na,-3,-0.3,1\na,0,0,2\na,4,0.4,4\nb,9223372036854775807,1e300,8\n");
        FeaturePlan plan =
                plan().withBy(List.of("cutoff")).withSelect(List.of("x")).withFeatures("sum");
        FeaturePlan a = plan.withWhere(List.of("cutoff = a"));
        assertThat(run(csv, a.withOrderBy(List.of("i")).withEvery("2"), CsvRun.PLAIN).text())
                .isEqualTo("cutoff,cutoff_2,x_sum\na,-2,1\na,0,1\na,2,3\na,4,3\na,6,7\n");
        assertThat(run(csv, a.withOrderBy(List.of("f")).withEvery("0.2"), CsvRun.PLAIN).text())
                .isEqualTo(
                        "cutoff,cutoff_2,x_sum\na,-0.2,1\na,0,1\na,0.2,3\na,0.4,3\na,0.6000000000000001,7\n");
        assertThat(
                        run(
                                        csv,
                                        plan.withOrderBy(List.of("i")).withWindows(List.of("5")),
                                        CsvRun.PLAIN)
                                .text())
                .isEqualTo("cutoff,x_sum_5\na,6\nb,8\n");
        assertThatThrownBy(() ->
                        run(csv, plan.withOrderBy(List.of("f")).withEvery("0.2"), CsvRun.PLAIN))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(
                        "entity b: its rows span more than 1,000,000 cut-offs of --every 0.2");
    }

    @Test
    void aCutoffThatChangesWithinAnEntityIsRefusedWithItsRow() throws Exception {
        List<String> lines = new ArrayList<>(List.of("id,ts,label,n,x"));
        for (int r = 0; r < 5_000; r++) {
            lines.add("a,%d,%d,1,2".formatted(r, r == 4_000 ? 8 : 7));
        }
        Path csv = Files.write(directory.resolve("label.csv"), lines);
        RunOptions small = CsvRun.PLAIN.withSplitBytes(3_000).withSeriesBytes(9_000);
        for (RunOptions options : List.of(CsvRun.PLAIN, small)) {
            assertThatThrownBy(
                            () -> run(csv, plan().withFeatures("mean").withAsOf("label"), options))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("label.csv:4002: column \"label\": entity a: its cut-off")
                    .hasMessageContaining("expected one cut-off for all rows of an entity");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "- | - | 7d | - | --window needs --order-by with a column of dates, times or numbers",
                "day | - | 0d | - | --window: found \"0d\", expected a number above 0 and s, m, h, d or w",
                "day | - | -7d | - | --window: found \"-7d\", expected a number above 0",
                "day | - | 7x | - | --window: found \"7x\", expected",
                "day | - | 1.5d | - | --window: found \"1.5d\", expected",
                "day | - | 7 | - | --window: found 7, but the rows are ordered by \"day\" (date); expected a unit behind it: s, m, h, d or w, such as 7d",
                "i | - | 7d | - | --window: found 7d, but the rows are ordered by \"i\" (int64); expected a plain number such as 7",
                "i | - | 0.5 | - | --window: found 0.5, expected a whole number; the rows are ordered by \"i\" (int64)",
                "day | - | 999999w | - | --window: found 999999w, expected less than 292 years",
                "day | - | 7d | 0h | --every: found \"0h\", expected",
                "day | 200 | - | - | --as-of: found \"200\", expected a date or time such as 2026-01-31, since the rows are ordered by \"day\" (date), or a column",
                "day | 2026-13-01 | - | - | --as-of: 2026-13-01: there is no such time",
                "i | 2026-01-01 | - | - | --as-of: found \"2026-01-01\", expected a whole number, since the rows are ordered by \"i\" (int64)",
                "day | lable | - | - | --as-of: found \"lable\", expected a date or time such as 2026-01-31, since the rows are ordered by \"day\" (date), or a column; did you mean the column \"label\"?",
                "day | i | - | - | --as-of: column \"i\" is int64 (first value \"1\" (line 2)), but the rows are ordered by \"day\" (date); expected a column of the same kind",
                "day | day | - | - | --as-of: column \"day\" is what the rows are ordered by",
                "day | 2026-01-01T00:00Z | - | - | --as-of: 2026-01-01T00:00Z: it names a zone, the times of the column do not",
            })
    void mistakesNameTheOptionAndTheCure(
            String order, String asOf, String window, String every, String message)
            throws Exception {
        Path csv =
                Files.writeString(
                        directory.resolve("t.csv"),
                        "id,day,label,i,x\na,2026-01-01,2026-01-02,1,2\n");
        assertThatThrownBy(
                        () -> {
                            FeaturePlan plan =
                                    plan().withSelect(List.of("x"))
                                            .withOrderBy(order == null ? List.of() : List.of(order))
                                            .withWindows(
                                                    window == null ? List.of() : List.of(window))
                                            .withAsOf(asOf == null ? "" : asOf)
                                            .withEvery(every == null ? "" : every);
                            run(csv, plan, CsvRun.PLAIN);
                        })
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }
}
