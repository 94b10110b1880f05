package dev.venturi.pipeline;

import static dev.venturi.pipeline.stage.Steps.aggregate;
import static dev.venturi.pipeline.stage.Steps.keysOf;
import static dev.venturi.pipeline.stage.Steps.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.pipeline.file.PipelineFile;
import dev.venturi.pipeline.graph.Measurement;
import dev.venturi.pipeline.graph.StageReport;
import dev.venturi.pipeline.graph.StageState;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Estimates in a pipeline: the words for them, and the errors that the run tells.
class ApproximateStagesTest {
    private static final int ROWS = 20_000;

    @TempDir private Path directory;

    @BeforeEach
    void writeTables() throws IOException {
        StringBuilder visits = new StringBuilder("page,user,name,seconds\n");
        for (int i = 0; i < ROWS; i++) {
            visits.append("p%d,%d,n%d,%d\n".formatted(i % 2, i, i, i * 7_919L % ROWS));
        }
        Files.writeString(directory.resolve("visits.csv"), visits);
        StringBuilder members = new StringBuilder("id,nick\n");
        for (int i = 0; i < ROWS; i += 20) {
            members.append("%d,n%d\n".formatted(i, i));
        }
        Files.writeString(directory.resolve("members.csv"), members);
    }

    private Pipeline file(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), text);
        return PipelineFile.read(file, Map.of()).variants().getFirst().pipeline();
    }

    private PipelineRun prepared(Pipeline pipeline) {
        return PipelineRun.of(pipeline)
                .workers(2)
                .store(directory.resolve("store"))
                .temporary(directory)
                .overwrite(true);
    }

    private static StageReport succeeded(PipelineResult result, String stage) {
        result.report()
                .firstFailure()
                .map(StageReport::failure)
                .ifPresent(failure -> {
                    throw new AssertionError(failure);
                });
        return result.report().stage(stage);
    }

    @Test
    void wordsOfTheFileGiveEstimatesAndTheRunTellsTheirErrors() throws IOException {
        Pipeline pipeline =
                file(
                        """
                        sources: {visits: {files: visits.csv}}
                        stages:
                          pages:
                            type: aggregate
                            input: visits
                            by: page
                            compute:
                              users: approximate-distinct(user)
                              names: approximate-distinct(name, 0.1)
                              median: approximate-quantile(seconds, 0.5, error=0.01)
                              least: approximate-quantile(seconds, 0.5, result=lower)
                        sinks: {out: {input: pages, file: out.csv}}
                        """);
        try (PipelineResult first = prepared(pipeline).run()) {
            StageReport pages = succeeded(first, "pages");
            assertThat(pages.measured())
                    .extracting(Measurement::of)
                    .containsExactly("users", "names", "median");
            assertThat(pages.measured().get(0).share()).isBetween(0.01, 0.02);
            assertThat(pages.measured().get(1).share()).isBetween(0.05, 0.1);
            assertThat(pages.measured().get(2).share()).isBetween(0.002, 0.01);
            assertThat(pages.measured().get(0).meaning()).contains("95 %");
        }
        List<String> lines = Files.readAllLines(directory.resolve("out.csv"));
        assertThat(lines.getFirst()).isEqualTo("page,users,names,median,least");
        String[] row = lines.get(1).split(",", -1);
        assertThat(Double.parseDouble(row[1])).isCloseTo(ROWS / 2.0, within(0.04 * ROWS / 2));
        assertThat(Double.parseDouble(row[2])).isCloseTo(ROWS / 2.0, within(0.2 * ROWS / 2));
        assertThat(Double.parseDouble(row[3])).isCloseTo(ROWS / 2.0, within(0.01 * ROWS));
        assertThat(Double.parseDouble(row[4])).isLessThan(ROWS / 2.0);

        try (PipelineResult second = prepared(pipeline).run()) {
            StageReport pages = succeeded(second, "pages");
            assertThat(pages.state()).isEqualTo(StageState.REUSED);
            assertThat(pages.measured()).as("kept with the result").hasSize(3);
        }
    }

    @Test
    void javaHasTheSameWords() throws IOException {
        Pipeline pipeline =
                Pipeline.named("visits")
                        .stage("visits", read(directory.resolve("visits.csv").toString()))
                        .stage("members", read(directory.resolve("members.csv").toString()))
                        .stage(
                                "pages",
                                aggregate("visits")
                                        .by("page")
                                        .approximateDistinct("users", "user", 0.05)
                                        .approximateQuantile("long", "seconds", 0.9, 0.05))
                        .stage("known", keysOf("visits", "user", "members").match("id"))
                        .build();
        try (PipelineResult result = prepared(pipeline).run()) {
            assertThat(succeeded(result, "pages").measured()).hasSize(2);
            assertThat(succeeded(result, "known").measured()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"user,id", "name,nick"})
    void rowsWhoseKeyIsThereAllPassAndFewOthersAsMeasured(String key, String match)
            throws IOException {
        Pipeline pipeline =
                file(
                        """
                        sources: {visits: {files: visits.csv}, members: {files: members.csv}}
                        stages:
                          known:
                            type: filter
                            input: visits
                            keys-of: members
                            key: %s
                            match: %s
                            false-positives: 0.02
                        sinks: {out: {input: known, file: out.csv}}
                        """
                                .formatted(key, match));
        try (PipelineResult result = prepared(pipeline).run()) {
            Measurement rate = succeeded(result, "known").measured().getFirst();
            assertThat(rate.what()).isEqualTo("false positives");
            assertThat(rate.share()).isBetween(0.01, 0.03);
            assertThat(rate.meaning()).endsWith("asked for: 2 %");
        }
        List<String> lines = Files.readAllLines(directory.resolve("out.csv"));
        long members =
                lines.stream()
                        .skip(1)
                        .filter(line -> Integer.parseInt(line.split(",", -1)[1]) % 20 == 0)
                        .count();
        assertThat(members).isEqualTo(ROWS / 20);
        // 2 % of 19,000 others, with a standard deviation of 19
        assertThat(lines.size() - 1 - members).isBetween(200L, 570L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approximate-distinct(user, error=2)|users: aggregate approximate-distinct: error 2:"
                        + " expected a number from 0.001 to 0.25",
                "approximate-distinct|aggregate approximate-distinct: name the column",
                "approximate-quantile(name)|of numbers",
                "approximate-quantile(seconds, 2)|q 2: expected a number from 0 to 1",
                "approximate-quantil(seconds, 2)|no aggregate \"approximate-quantil\"; did you mean"
                        + " approximate-quantile?",
                "quantle(seconds)|no aggregate \"quantle\"; did you mean quantile?",
            })
    void mistakesHaveTheirPlace(String what, String message) throws IOException {
        Pipeline pipeline =
                file(
                        """
                        sources: {visits: {files: visits.csv}}
                        stages:
                          pages:
                            type: aggregate
                            input: visits
                            compute:
                              users: %s
                        """
                                .formatted(what));
        assertThatThrownBy(() -> prepared(pipeline).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("p.yaml:7:7: stage \"pages\": compute: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key: user, match: nick|\"user\" holds INT64",
                "key: usr, match: id|\"usr\"",
                "key: user|\"user\"",
            })
    void keysThatDoNotFitAreRefusedBeforeAnythingRuns(String keys, String message)
            throws IOException {
        Pipeline pipeline =
                file(
                        """
                        sources: {visits: {files: visits.csv}, members: {files: members.csv}}
                        stages:
                          known: {type: filter, input: visits, keys-of: members, %s}
                        """
                                .formatted(keys));
        assertThatThrownBy(() -> prepared(pipeline).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("p.yaml:3:")
                .hasMessageContaining("stage \"known\": key: ")
                .hasMessageContaining(message);
    }

    @Test
    void aFilterThatMemoryDoesNotHoldIsRefusedWithTheCure() throws IOException {
        StringBuilder many = new StringBuilder("id\n");
        for (int i = 0; i < 200_000; i++) {
            many.append(i).append('\n');
        }
        Files.writeString(directory.resolve("members.csv"), many);
        Pipeline pipeline =
                Pipeline.named("visits")
                        .stage("visits", read(directory.resolve("visits.csv").toString()))
                        .stage("members", read(directory.resolve("members.csv").toString()))
                        .stage(
                                "known",
                                keysOf("visits", "user", "members")
                                        .match("id")
                                        .falsePositives(1e-300))
                        .build();
        try (PipelineResult result = prepared(pipeline).memory(1 << 20).run()) {
            assertThat(result.report().stage("known").failure())
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("the 200,000 keys of stage \"members\" takes ")
                    .hasMessageContaining("make the keys distinct first");
        }
    }
}
