package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report on a table, for people and for programs.
class InspectCommandTest {
    @TempDir private Path directory;

    @Test
    void theCommandItSuggestsRuns() {
        Path lake = generate("--files=3", "--format=parquet");
        String text = run(0, "inspect", lake.toString(), "--scan").out();
        assertThat(text)
                .contains(
                        "3 row groups of 60 to 70 rows",
                        "in all files; verified",
                        "200 rows, ",
                        "written by venturi")
                .containsPattern("patient_id +int64 +0 +0 +19 +ascending .* ZSTD")
                .containsPattern("day +int64 +0 +0 +9 +within patient_id ");
        Matcher command = Pattern.compile("to begin with: venturi (.*)\n").matcher(text);
        assertThat(command.find()).isTrue();
        String out = directory.resolve("features.csv").toString();
        run(0, command.group(1).replace("features.csv", out).split(" "));
        assertThat(Path.of(out)).exists();
    }

    @Test
    void ofParquetTheFootersAreReadUnlessAllIsAskedFor() {
        Path lake = generate("--files=2", "--format=parquet");
        String quick = run(0, "inspect", lake.toString()).out();
        assertThat(quick)
                .contains("--scan verifies them", "are what the writers say")
                .doesNotContain("ascending");
        JsonObject footers = json(lake);
        JsonObject rows = json(lake, "--scan");
        assertThat(footers.get("rows")).isEqualTo(rows.get("rows"));
        for (int c = 0; c < 8; c++) {
            JsonObject said = column(footers, c);
            JsonObject found = column(rows, c);
            for (String name : List.of("name", "type", "missing", "min", "max", "stored")) {
                assertThat(said.get(name)).as(name).isEqualTo(found.get(name));
            }
        }
        assertThat(column(footers, 0).get("ascending")).isEqualTo(JsonValue.NULL);
        assertThat(column(rows, 0).get("ascending")).isEqualTo(JsonValue.of(true));
        assertThat(column(rows, 1).get("ascendingWithin")).isEqualTo(JsonValue.of("patient_id"));
    }

    @Test
    void csvAndArrowAreReadAsTheyAre() throws IOException {
        Path csv = Files.writeString(directory.resolve("a b.csv"), "id;t\nx;1\nx;2\ny;1\n");
        assertThat(run(0, "inspect", csv.toString()).out())
                .contains(
                        "delimiter ';'",
                        "none; venturi manifest writes some",
                        "first value \"x\" (line 2)",
                        "id (2 values)",
                        "--by id --order-by t -o features.csv",
                        "'" + csv + "'");
        Path arrow = generate("--files=2", "--format=arrow");
        assertThat(run(0, "inspect", arrow.toString()).out())
                .contains("Arrow")
                .containsPattern("patient_id +int64 +0 +0 +19 +ascending");
    }

    @Test
    void aDamagedPageIsFoundByReadingAll() throws IOException {
        Path lake = generate("--files=1", "--format=parquet");
        Path file = lake.resolve("part-00001.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 4] ^= 1;
        Files.write(file, bytes);
        run(0, "inspect", lake.toString());
        assertThat(run(3, "inspect", lake.toString(), "--scan").err()).contains("part-00001");
    }

    private Path generate(String... more) {
        Path lake = directory.resolve("lake" + String.join("", more));
        List<String> args = new ArrayList<>(List.of("generate", "vitals", "--patients=20"));
        args.addAll(List.of("--days=10", "-o", lake + "/"));
        args.addAll(List.of(more));
        run(0, args.toArray(String[]::new));
        return lake;
    }

    private static JsonObject json(Path input, String... more) {
        List<String> args = new ArrayList<>(List.of("inspect", input.toString(), "--json"));
        args.addAll(List.of(more));
        String text = run(0, args.toArray(String[]::new)).out();
        return (JsonObject) JsonReader.parse(text, "report");
    }

    private static JsonObject column(JsonObject report, int index) {
        JsonArray columns = (JsonArray) Objects.requireNonNull(report.get("columns"));
        return (JsonObject) columns.elements().get(index);
    }

    private static Cli.Result run(int exit, String... args) {
        Cli.Result result = Cli.run(120, args);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return result;
    }
}
