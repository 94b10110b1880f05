package dev.venturi.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.generate.PatientVitals;
import dev.venturi.generate.PatientVitals.Layout;
import dev.venturi.input.TableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What is said of a table is what DuckDB finds in it.
class TableInspectionTest {
    @TempDir private Path directory;

    /// A column of each type with gaps, texts with signs beyond ASCII, times with fractions.
    private static final String TABLE =
            """
            create table t as select
              (i // 7)::bigint as device,
              case when i % 11 = 3 then null else 'name ' || chr(96 + (i * 7 % 29)::int) end as label,
              case when i % 5 = 1 then null else (i * 37 % 101) / 8 - 3 end as x,
              case when i % 13 = 0 then null else (i * 7919 % 1009)::int end as n,
              (i % 3 = 0) as flag,
              timestamp '2026-01-01 00:00:00.25' + interval (i * 3571) second as ts,
              date '2025-12-28' + (i % 7)::int as day,
              null::double as nothing
            from range(2000) r(i)
            """;

    @ParameterizedTest
    @CsvSource({"csv, true", "parquet, true", "parquet, false"})
    void boundsAndGapsAreThoseDuckDbFinds(String format, boolean scan) throws Exception {
        Path file = directory.resolve("t." + format);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute(TABLE);
            statement.execute(
                    "copy t to '%s' (%s)"
                            .formatted(
                                    file, format.equals("csv") ? "header" : "row_group_size 2048"));
            Inspection inspection = inspect(file, scan);
            assertThat(inspection.rows()).hasValue(2000);
            assertThat(inspection.format()).isEqualTo(format);
            List<String> names = List.of("device", "label", "x", "n", "flag", "ts", "day");
            Columns found = byName(inspection);
            assertThat(found.map()).hasSize(8).containsKeys(names.toArray(String[]::new));
            for (String name : names) {
                ColumnFacts column = found.get(name);
                assertThat(column.missing())
                        .as(name)
                        .hasValue(
                                Long.parseLong(
                                        one(statement, "count(*) - count(%s)".formatted(name))));
                if (scan || column.min() != null) {
                    assertThat(text(column.min()))
                            .as(name)
                            .isEqualTo(one(statement, "min(%s)".formatted(name)));
                    assertThat(text(column.max()))
                            .as(name)
                            .isEqualTo(one(statement, "max(%s)".formatted(name)));
                }
            }
            assertThat(found.get("nothing").min()).isNull();
            assertThat(found.get("nothing").missing()).hasValue(2000);
            if (!scan) {
                assertThat(found.get("ts").min()).isNotNull();
            }
        }
    }

    private static String one(Statement statement, String what) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select (%s)::varchar from t".formatted(what))) {
            row.next();
            return row.getString(1);
        }
    }

    /// As DuckDB writes it: times with a blank, seconds always.
    private static String text(@Nullable Object value) {
        return String.valueOf(value).replace('T', ' ');
    }

    @Test
    void orderAndClustersAreFound() throws IOException {
        Columns found =
                byName(
                        inspectText(
                                """
                                site,id,t,up,back,mixed,gaps
                                b,1,1,1,5,a,1
                                b,1,2,1,5,b,2
                                b,2,1,2,4,a,
                                a,3,5,3,4,b,4
                                a,3,6,3,3,a,5
                                """));
        assertThat(found.get("up").ascending()).isEqualTo(Answer.YES);
        assertThat(found.get("id").clustered()).isEqualTo(Answer.YES);
        assertThat(found.get("id").runs()).isEqualTo(3);
        assertThat(found.get("t").ascending()).isEqualTo(Answer.NO);
        assertThat(found.get("t").within()).isEqualTo("id");
        assertThat(found.get("t").clustered()).isEqualTo(Answer.NO);
        assertThat(found.get("site").ascending()).isEqualTo(Answer.NO);
        assertThat(found.get("site").clustered()).isEqualTo(Answer.YES);
        assertThat(found.get("back").clustered()).isEqualTo(Answer.YES);
        assertThat(found.get("mixed").clustered()).isEqualTo(Answer.NO);
        assertThat(found.get("mixed").within()).isEqualTo("back");
        assertThat(found.get("back").within()).isNull();
        assertThat(found.get("gaps").ascending()).isEqualTo(Answer.NO);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void layoutsOfTheSameRowsAreToldApart(Layout layout) throws IOException {
        PatientVitals table = PatientVitals.of(300, 40).layout(layout);
        Path file = directory.resolve("vitals.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            table.writeCsv(out, progress -> {});
        }
        Inspection inspection = inspect(file, true);
        ColumnFacts patient = byName(inspection).get("patient_id");
        ColumnFacts day = byName(inspection).get("day");
        switch (layout) {
            case CLUSTERED -> {
                assertThat(patient.ascending()).isEqualTo(Answer.YES);
                assertThat(day.within()).isEqualTo("patient_id");
                assertThat(day.clustered()).isEqualTo(Answer.NO);
            }
            case DAILY -> {
                assertThat(day.ascending()).isEqualTo(Answer.YES);
                assertThat(patient.within()).isEqualTo("day");
                assertThat(patient.clustered()).isEqualTo(Answer.NO);
            }
            case SHUFFLED -> {
                assertThat(patient.clustered()).isEqualTo(Answer.NO);
                assertThat(day.clustered()).isEqualTo(Answer.NO);
                assertThat(inspection.clusters()).isEmpty();
            }
        }
        assertThat(inspection.likelyKey()).contains(patient);
        assertThat(inspection.likelyOrder()).contains(day);
    }

    @Test
    void withoutRoomWhatIsNotInOrderIsNotDetermined() throws IOException {
        List<String> rows = new ArrayList<>(List.of("up,down,texts"));
        for (int i = 0; i < 1000; i++) {
            rows.add("%d,%d,%d".formatted(i, 1000 - i, i * 7919 % 1000));
        }
        Path file = Files.write(directory.resolve("t.csv"), rows);
        try (InputFiles files = InputFiles.of(file)) {
            Columns found =
                    byName(
                            TableInspection.of(
                                            TableFiles.open(files, CsvOptions.DEFAULTS), files, 50)
                                    .scan(now -> {}));
            assertThat(found.get("up").clustered()).isEqualTo(Answer.YES);
            assertThat(found.get("down").clustered()).isEqualTo(Answer.NOT_DETERMINED);
        }
        assertThat(byName(inspect(file, true)).get("down").clustered()).isEqualTo(Answer.YES);
    }

    @Test
    void aTypeThatTurnsOutLateIsTheOneThatIsShownWithItsReason() throws IOException {
        Inspection inspection = inspectText("k,x,id\na,1,007\na,2.5,8\n");
        ColumnFacts x = byName(inspection).get("x");
        assertThat(x.field().type().name()).isEqualTo("FLOAT64");
        assertThat(x.field().reason()).contains(":3:", "2.5");
        assertThat(byName(inspection).get("id").field().type().name()).isEqualTo("TEXT");
        assertThat(inspection.restarts()).isPositive();
    }

    private Inspection inspectText(String text) throws IOException {
        return inspect(Files.writeString(directory.resolve("text.csv"), text), true);
    }

    private static Inspection inspect(Path file, boolean scan) throws IOException {
        try (InputFiles files = InputFiles.of(file)) {
            TableInspection inspection =
                    TableInspection.of(TableFiles.open(files, CsvOptions.DEFAULTS), files);
            return scan ? inspection.scan(now -> {}) : inspection.footers();
        }
    }

    /// The columns by name; one that is not there is an error.
    private record Columns(Map<String, ColumnFacts> map) {
        ColumnFacts get(String name) {
            return Objects.requireNonNull(map.get(name), name);
        }
    }

    private static Columns byName(Inspection inspection) {
        return new Columns(
                inspection.columns().stream()
                        .collect(
                                Collectors.toMap(
                                        column -> column.field().name(), Function.identity())));
    }
}
