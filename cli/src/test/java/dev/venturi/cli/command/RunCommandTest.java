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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pipelines from a file, as their users see them.
class RunCommandTest {
    private static final String PIPELINE =
            """
            name: customers
            params: {most: 2}
            sources: {orders: {files: orders.csv}}
            stages:
              spent: {type: aggregate, input: orders, by: user, compute: {spent: sum(amount)}}
              best: {type: top, input: spent, count: "${most}", by: [spent desc, user]}
            sinks:
              out: {input: best, file: "best-${most}.csv"}
            """;

    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                directory.resolve("orders.csv"),
                "user,amount\nann,1.5\nbob,7\nann,2\ncid,3.25\nbob,0.5\n");
        file = Files.writeString(directory.resolve("pipeline.yaml"), PIPELINE);
    }

    private Cli.Result run(int exit, String... more) {
        List<String> args = new ArrayList<>(List.of("run", file.toString()));
        args.addAll(List.of(more));
        Cli.Result result = Cli.run(args.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return result;
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void theNextRunUsesWhatTheFirstKept() throws IOException {
        Cli.Result first = run(0);
        assertThat(first.out()).isEmpty();
        assertThat(first.err())
                .containsPattern("spent +SUCCEEDED +3 ")
                .contains("critical path  orders -> spent -> best -> out");
        Path best = directory.resolve("best-2.csv");
        assertThat(best).hasContent("user,spent\nbob,7.5\nann,3.5");

        assertThat(run(2).err()).contains("best-2.csv: exists; use --overwrite to replace it");
        change("spent desc", "spent asc");
        assertThat(run(0, "--overwrite").err())
                .containsPattern("spent +REUSED")
                .containsPattern("best +SUCCEEDED");
        assertThat(best).hasContent("user,spent\ncid,3.25\nann,3.5");
    }

    @Test
    void aDryRunShowsTypesAndComputesNothing() {
        assertThat(run(0, "--dry-run").out()).contains("user text, spent float64");
        assertThat(directory).isDirectoryNotContaining("glob:**/best-*");
        assertThat(directory.resolve(".venturi")).doesNotExist();
    }

    @Test
    void programsGetStatesAndTimes() {
        String json = run(0, "--json", "--param", "most=1").out();
        JsonObject report = (JsonObject) JsonReader.parse(json, "report");
        JsonArray runs = (JsonArray) Objects.requireNonNull(report.get("runs"));
        JsonObject one = (JsonObject) runs.elements().getFirst();
        assertThat(one.get("state")).isEqualTo(JsonValue.of("SUCCEEDED"));
        JsonArray stages = (JsonArray) Objects.requireNonNull(one.get("stages"));
        assertThat(stages.elements()).hasSize(4);
        assertThat(directory.resolve("best-1.csv")).hasContent("user,spent\nbob,7.5");
    }

    @Test
    void eachRunOfAMatrixHasItsOwnPictures() throws IOException {
        change("params: {most: 2}", "matrix: {most: [1, 3]}");
        Path page = directory.resolve("run.html");
        String[] args = {
            "--timeline", page.toString(), "--timeline", directory.resolve("run.mmd").toString()
        };
        run(0, args);
        assertThat(directory.resolve("run-1.html")).content().contains("<svg");
        assertThat(directory.resolve("run-2.html")).content().contains("<svg");
        assertThat(directory.resolve("run-2.mmd")).content().startsWith("gantt");
        assertThat(directory.resolve("best-3.csv"))
                .hasContent("user,spent\nbob,7.5\nann,3.5\ncid,3.25");
    }

    @Test
    void aPictureThatExistsIsFoundOutBeforeAnythingRuns() throws IOException {
        Path page = Files.writeString(directory.resolve("run.html"), "mine");
        assertThat(run(2, "--timeline", page.toString()).err()).contains("run.html: exists");
        assertThat(page).hasContent("mine");
        assertThat(directory.resolve("best-2.csv")).doesNotExist();
    }

    @Test
    void estimatesComeWithTheirErrorForPeopleAndPrograms() throws IOException {
        change("spent: sum(amount)}", "spent: sum(amount), n: approximate-distinct(amount)}");
        Cli.Result first = run(0, "--json");
        assertThat(first.err())
                .containsPattern(
                        "spent: error of n \\d+\\.\\d\\d % of the number at most, with a"
                                + " probability of 95 % in each group");
        Cli.Result again = run(0, "--json", "--overwrite");
        assertThat(again.err()).containsPattern("spent +REUSED").contains("spent: error of n ");
        for (Cli.Result result : List.of(first, again)) {
            assertThat(result.out())
                    .containsPattern(
                            "\"what\": \"error\",\\s+\"of\": \"n\",\\s+\"share\": [0-9.E-]+,");
        }
    }

    @Test
    void twoRunsOfAMatrixThatWouldWriteOneFileAreFoundOutBeforeAnythingRuns() throws IOException {
        change("params: {most: 2}", "matrix: {most: [1, 3]}");
        change("best-${most}.csv", "best.csv");
        assertThat(run(2).err())
                .contains("pipeline.yaml:8:28: stage \"out\": file: ")
                .contains("is written for most=1 and again for most=3; put ${most} into its name");
        assertThat(directory.resolve(".venturi")).doesNotExist();
        assertThat(directory.resolve("best.csv")).doesNotExist();
    }

    @Test
    void mistakesSayWhereTheyAre() throws IOException {
        change("type: top", "type: topp");
        assertThat(run(2).err())
                .contains("pipeline.yaml:6:", "unknown type \"topp\"; did you mean \"top\"?");
    }

    @Test
    void aBadRowEndsTheRunAndNothingIsWritten() throws IOException {
        Files.writeString(directory.resolve("orders.csv"), "user,amount\nann,1\nbob,seven\n");
        Cli.Result result = run(3);
        assertThat(result.err()).contains("orders.csv:3", "\"seven\"");
        assertThat(directory.resolve("best-2.csv")).doesNotExist();
    }
}
