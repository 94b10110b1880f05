package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.spill.SpillPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One table in the layouts in which tables are found, with an entity that has a tenth of all rows
/// and very many that have one: the same bytes of output from each, within little memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileLayoutsTest {
    private static final int ROWS = 150_000;
    private static final int SMALL_FILES = 1_500;

    /// Entity 0 has a tenth of the rows, 300 have about 200, the others one or two.
    private static final String TABLE =
            """
            create table t as
            select case when r %% 10 = 0 then 0
                        when r %% 10 < 5 then 1 + hash(r) %% 300
                        else 1000 + hash(r, 1) %% 60000 end :: bigint as id,
                   r :: bigint as second,
                   if(hash(r, 2) %% 20 = 0, null, (hash(r, 3) %% 100000) / 1000.0) as x,
                   (hash(r, 4) %% 1000) :: bigint as n,
                   hash(r, 5) as place
            from range(%d) s(r)
            """
                    .formatted(ROWS);

    private static final String COLUMNS = "select id, second, x, n from t ";

    private Path directory = Path.of("");
    private String expected = "";

    @BeforeAll
    void makeTables(@TempDir Path temporary) throws Exception {
        directory = temporary;
        Path csv = Files.createDirectories(directory.resolve("csv"));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            sql.execute(TABLE);
            copy(sql, "order by id, second", "clustered.csv", "header");
            copy(sql, "order by place", "shuffled.csv", "header");
            copy(sql, "order by second", "by-second.csv", "header");
            copy(sql, "order by place", "one.parquet", "format parquet, row_group_size 1000000");
            copy(sql, "order by place", "many.parquet", "format parquet, row_group_size 2048");
        }
        List<String> lines = Files.readAllLines(directory.resolve("by-second.csv"));
        for (int file = 0; file < SMALL_FILES; file++) {
            StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
            for (int row = 0; row < ROWS / SMALL_FILES; row++) {
                text.append(lines.get(1 + file * (ROWS / SMALL_FILES) + row)).append('\n');
            }
            Files.writeString(csv.resolve("part-%04d.csv".formatted(file)), text);
        }
        expected = run("clustered.csv", 1, 1L << 30).text();
        assertThat(expected.lines()).hasSizeGreaterThan(30_000);
    }

    private void copy(Statement sql, String order, String file, String options)
            throws SQLException {
        sql.execute(
                "copy (%s) to '%s' (%s)"
                        .formatted(COLUMNS + order, directory.resolve(file), options));
    }

    private CsvRun run(String input, int workers, long regroupBytes)
            throws IOException, InterruptedException {
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("id"),
                        List.of("second"),
                        List.of(),
                        Preset.STANDARD,
                        "",
                        false,
                        false,
                        true);
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        RunOptions options =
                CsvRun.PLAIN
                        .withWorkers(workers)
                        .withRegroupBytes(regroupBytes)
                        .withSpill(new SpillPlace(temporary, Long.MAX_VALUE));
        try (InputFiles files = InputFiles.of(directory.resolve(input))) {
            CsvRun run = CsvRun.of(TableFiles.open(files, CsvOptions.DEFAULTS), plan, options);
            assertThat(temporary).isEmptyDirectory();
            return run;
        }
    }

    private void isRegrouped(String input) throws Exception {
        for (int workers = 1; workers <= 2; workers++) {
            CsvRun run = run(input, workers, 1 << 20);
            assertThat(run.text()).as("%s, %d workers", input, workers).isEqualTo(expected);
            assertThat(run.summary().rows()).isEqualTo(ROWS);
            assertThat(run.summary().layout().name()).isEqualTo("scattered");
            assertThat(run.summary().spillBytes()).as("more than memory").isPositive();
        }
    }

    @Test
    void oneHugeRowGroupIsRegrouped() throws Exception {
        isRegrouped("one.parquet");
    }

    @Test
    void manyRowGroupsAreRegrouped() throws Exception {
        isRegrouped("many.parquet");
    }

    @Test
    void oneShuffledFileIsRegrouped() throws Exception {
        isRegrouped("shuffled.csv");
    }

    @Test
    void thousandsOfSmallFilesAreRegrouped() throws Exception {
        isRegrouped("csv");
    }
}
