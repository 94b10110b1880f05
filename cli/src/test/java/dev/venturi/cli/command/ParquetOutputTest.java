package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.cli.Main;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `-o x.parquet` and `--format parquet` write, read by DuckDB.
class ParquetOutputTest {
    @TempDir Path directory;

    @Test
    void featuresAreThoseOfTheCsvAndTheFooterHoldsTheContract() throws Exception {
        Path input = generate("vitals.csv");
        Path csv = directory.resolve("features.csv");
        Path parquet = directory.resolve("features.parquet");
        run("features", input, "--by", "patient_id", "-o", csv);
        String said = run("features", input, "--by", "patient_id", "-o", parquet);
        assertThat(said).contains("preset standard, in " + parquet);
        assertThat(
                        query(
                                """
                                SELECT count(*) FROM (
                                    (SELECT * FROM '%1$s' EXCEPT ALL SELECT * FROM '%2$s') UNION ALL
                                    (SELECT * FROM '%2$s' EXCEPT ALL SELECT * FROM '%1$s'))
                                """
                                        .formatted(csv, parquet)))
                .containsExactly("0");
        String contract =
                query("SELECT decode(value) FROM parquet_kv_metadata('%s')".formatted(parquet))
                        .getFirst();
        assertThat(contract).isEqualTo(Files.readString(Path.of(csv + ".contract.json")));
        assertThat(query("SELECT created_by FROM parquet_file_metadata('%s')".formatted(parquet)))
                .allMatch(maker -> maker.startsWith("venturi"));
        assertThat(Path.of(parquet + ".contract.json")).doesNotExist();
    }

    @Test
    void generatedRowsAreThoseOfTheCsv() throws Exception {
        Path csv = generate("vitals.csv");
        Path parquet = generate("vitals.parquet");
        assertThat(
                        query(
                                """
                                SELECT count(*) FROM read_csv('%1$s') a POSITIONAL JOIN '%2$s' b
                                WHERE a::VARCHAR IS DISTINCT FROM b::VARCHAR
                                """
                                        .formatted(csv, parquet)))
                .containsExactly("0");
        assertThat(query("SELECT count(heart_rate) < count(*) FROM '%s'".formatted(parquet)))
                .containsExactly("true");
    }

    @Test
    void theCodecIsTheOneNamed() throws Exception {
        Path zstd = generate("zstd.parquet");
        Path snappy = generate("snappy.data", "--format", "Parquet", "--codec", "SNAPPY");
        String codecs = "SELECT DISTINCT compression FROM parquet_metadata('%s')";
        assertThat(query(codecs.formatted(zstd))).containsExactly("ZSTD");
        assertThat(query(codecs.formatted(snappy))).containsExactly("SNAPPY");
    }

    @Test
    void standardOutputCanBeParquet() throws Exception {
        Path input = generate("vitals.csv");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(out, OutputStream.nullOutputStream(), Terminal.none(80));
        Main.run(
                new String[] {"features", input.toString(), "-o", "-", "--format", "parquet"},
                console);
        Path file = Files.write(directory.resolve("out.parquet"), out.toByteArray());
        assertThat(query("SELECT count(*) FROM '%s'".formatted(file))).containsExactly("1");
    }

    private Path generate(String name, String... more) {
        Path file = directory.resolve(name);
        List<Object> command =
                new ArrayList<>(
                        List.of("generate", "vitals", "--patients", 300, "--days", 40, "-o", file));
        command.addAll(List.of(more));
        run(command.toArray());
        return file;
    }

    /// Runs the command, which must succeed.
    ///
    /// @return what it said
    private static String run(Object... command) {
        Cli.Result result =
                Cli.run(Arrays.stream(command).map(Object::toString).toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isZero();
        return result.err();
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
