package dev.venturi.pipeline;

import static dev.venturi.pipeline.stage.Steps.aggregate;
import static dev.venturi.pipeline.stage.Steps.features;
import static dev.venturi.pipeline.stage.Steps.read;
import static dev.venturi.pipeline.stage.Steps.sort;
import static dev.venturi.pipeline.stage.Steps.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.feature.FeaturePlan;
import dev.venturi.pipeline.graph.RunState;
import dev.venturi.pipeline.graph.StageState;
import dev.venturi.pipeline.stage.Step;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of CSV files that cannot be read, put aside by the stage that reads.
class ReadRejectsTest {
    @TempDir private Path directory;
    private Path rejects;
    private Path temporary;

    @BeforeEach
    void makeDirectories() throws IOException {
        rejects = directory.resolve("rejects.csv");
        temporary = Files.createDirectory(directory.resolve("temporary"));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private StageOptions aside(long limit) {
        return StageOptions.DEFAULTS.withRejects(rejects.toString(), limit);
    }

    private PipelineRun prepared(Pipeline pipeline, int workers) {
        return PipelineRun.of(pipeline).workers(workers).temporary(temporary).overwrite(true);
    }

    /// Features, groups and sorted rows of a table, as texts.
    private List<String> results(Step read, StageOptions options, int workers) throws IOException {
        Pipeline.Builder pipeline =
                Pipeline.named("test")
                        .stage("readings", read, options)
                        .stage(
                                "features",
                                features("readings", FeaturePlan.standard().withBy(List.of("id"))))
                        .stage(
                                "groups",
                                aggregate("readings")
                                        .by("id")
                                        .compute("n", "rows")
                                        .compute("sum", "sum(x)"))
                        .stage("sorted", sort("readings").by("x desc", "note"));
        List<Path> outputs = new ArrayList<>();
        for (String stage : List.of("readings", "features", "groups", "sorted")) {
            Path out = directory.resolve(stage + ".out.csv");
            pipeline = pipeline.stage(stage + "-out", write(stage, out.toString()));
            outputs.add(out);
        }
        try (PipelineResult result = prepared(pipeline.build(), workers).run()) {
            assertThat(result.report().state()).isEqualTo(RunState.SUCCEEDED);
        }
        List<String> texts = new ArrayList<>();
        for (Path output : outputs) {
            texts.add(Files.readString(output));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsComputedIsThatOfTheFileWithoutTheBadRows(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 30_000;
        StringBuilder poisoned = new StringBuilder("id,x,note\n");
        StringBuilder clean = new StringBuilder("id,x,note\n");
        List<String> places = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<String> bad = List.of("1,2", "1,2,3,4", "7,oops,z", "\"1\"1,2,c", "1,2,\"open");
        Path source = directory.resolve("poisoned.csv");
        for (int r = 0; r < rows; r++) {
            boolean edge = r == 0 || r == rows - 1;
            if (edge || random.nextInt(300) == 0) {
                String row = bad.get(edge ? 0 : random.nextInt(bad.size()));
                poisoned.append(row).append('\n');
                String quoted =
                        row.matches(".*[\",].*") ? '"' + row.replace("\"", "\"\"") + '"' : row;
                places.add("%s:%d".formatted(source, r + 2));
                texts.add(quoted);
            } else {
                String row = "%d,%s,n%d\n".formatted(r / 50, random.nextInt(9999) / 16.0, r % 3);
                poisoned.append(row);
                clean.append(row);
            }
        }
        Files.writeString(source, poisoned);
        Path pure = file("clean.csv", clean.toString());
        List<String> expected = results(read(pure.toString()), StageOptions.DEFAULTS, 1);

        for (int workers : new int[] {1, 3}) {
            assertThat(results(read(source.toString()), aside(1000), workers))
                    .as("seed %d, %d workers", seed, workers)
                    .isEqualTo(expected);
            List<String> told = Files.readAllLines(rejects);
            assertThat(told).hasSize(places.size() + 1).startsWith("place,reason,row");
            for (int i = 0; i < places.size(); i++) {
                assertThat(told.get(i + 1))
                        .containsPattern("^\"?" + Pattern.quote(places.get(i)) + "\\D")
                        .endsWith(',' + texts.get(i));
            }
        }
    }

    @Test
    void listNamesPlaceReasonAndRowAndTheReportCountsThem() throws IOException {
        Path source = file("r.csv", "id,x\n1,2.5\n2\n3,three\n4,\"4\"4\n5,5\n");
        Pipeline pipeline =
                Pipeline.named("test").stage("readings", read(source.toString()), aside(3)).build();
        try (PipelineResult result = prepared(pipeline, 2).run()) {
            assertThat(result.report().state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(result.report().stage("readings").counts())
                    .containsAllEntriesOf(Map.of("rows", 2L, "rejected", 3L));
        }
        assertThat(Files.readString(rejects).replace(directory.toString(), "."))
                .isEqualTo(
                        """
                        place,reason,row
                        ./r.csv:3,"expected 2 fields, found 1",2
                        "./r.csv:4: column ""x""\","expected a number (first value ""2.5"" (line 2)), found ""three""; to read it as missing add it to --null-tokens, to read the column as text use --types x:text","3,three"
                        ./r.csv:5,"expected a delimiter behind the closing quote, found ""4 5,5 ""; a quote inside a quoted field is written \"\"\"\"\","4,""4""4"
                        """);
    }

    @Test
    void moreThanTheLimitEndTheRunAndNothingIsWrittenButTheList() throws IOException {
        Path source = file("r.csv", "id,x\n1,2\n2\n3\n4\n5,5\n");
        Path out = directory.resolve("out.csv");
        Pipeline pipeline =
                Pipeline.named("test")
                        .stage("readings", read(source.toString()), aside(2))
                        .stage("out", write("readings", out.toString()))
                        .build();
        try (PipelineResult result = prepared(pipeline, 2).run()) {
            assertThat(result.report().stage("readings").failure())
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContainingAll(
                            "r.csv:5: expected 2 fields, found 1",
                            "stage \"readings\" has rejected more rows than its limit of 2",
                            "rejects.csv");
            assertThat(result.report().stage("out").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        }
        assertThat(rejects).content().hasLineCount(4);
        assertThat(names(directory)).containsOnly("r.csv", "rejects.csv", "temporary");
        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void fileOfWhichNoRowIsLeftEndsTheRun() throws IOException {
        Path source = file("r.csv", "id,x\n1\n2\n");
        Pipeline pipeline =
                Pipeline.named("test").stage("readings", read(source.toString()), aside(9)).build();
        try (PipelineResult result = prepared(pipeline, 1).run()) {
            assertThat(result.report().stage("readings").failure())
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("no row can be read: all 2 are rejected, see " + rejects);
        }
        assertThat(rejects).content().hasLineCount(3);
    }

    @Test
    void withoutRejectsTheFirstBadRowEndsTheRun() throws IOException {
        Path source = file("r.csv", "id,x\n1,2\n2\n");
        Pipeline pipeline =
                Pipeline.named("test").stage("readings", read(source.toString())).build();
        try (PipelineResult result = prepared(pipeline, 1).run()) {
            assertThat(result.report().stage("readings").failure())
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessage(source + ":3: expected 2 fields, found 1");
        }
    }

    @Test
    void keptResultBringsItsList() throws IOException {
        Path source = file("r.csv", "id,x\n1,2\n2\n");
        Pipeline pipeline =
                Pipeline.named("test").stage("readings", read(source.toString()), aside(9)).build();
        PipelineRun run = prepared(pipeline, 1).store(directory.resolve("store"));
        run.run().close();
        Files.delete(rejects);
        try (PipelineResult again = run.run()) {
            assertThat(again.report().stage("readings").state()).isEqualTo(StageState.REUSED);
        }
        assertThat(rejects).content().endsWith(",2\n");
    }

    @Test
    void damageOfParquetIsNoRowThatIsLeftOut() throws IOException {
        Path source = file("r.csv", "id,x\n1,2\n3,4\n");
        Path table = directory.resolve("r.parquet");
        Pipeline written =
                Pipeline.named("test")
                        .stage("readings", read(source.toString()))
                        .stage("out", write("readings", table.toString()))
                        .build();
        prepared(written, 1).run().close();
        Pipeline pipeline =
                Pipeline.named("test")
                        .stage("table", read(table.toString()), aside(9))
                        .stage("out", write("table", directory.resolve("o.csv").toString()))
                        .build();
        try (PipelineResult result = prepared(pipeline, 1).run()) {
            assertThat(result.report().state()).isEqualTo(RunState.SUCCEEDED);
        }
        assertThat(rejects).hasContent("place,reason,row\n");

        byte[] bytes = Files.readAllBytes(table);
        Files.write(table, Arrays.copyOf(bytes, bytes.length - 9));
        assertThatThrownBy(() -> prepared(pipeline, 1).run())
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("r.parquet");
    }

    @Test
    void runThatIsKilledWhileItReadsLeavesNothingAndTheNextOneGivesTheSame() throws Exception {
        StringBuilder poisoned = new StringBuilder("id,x\n");
        StringBuilder clean = new StringBuilder("id,x\n");
        for (int r = 0; r < 100_000; r++) {
            boolean bad = r % 7 == 3;
            poisoned.append(r).append(bad ? "\n" : ",5\n");
            clean.append(bad ? "" : r + ",5\n");
        }
        file("r.csv", poisoned.toString());
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledRead.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(told.readLine()).isEqualTo("reading");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(tree(directory)).anyMatch(name -> name.matches("store/.*rejects.csv.*"));
        assertThat(names(directory)).doesNotContain("rejects.csv", "out.csv");

        try (PipelineResult next = KilledRead.run(directory).run()) {
            assertThat(next.report().state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(next.report().stage("readings").counts()).containsEntry("rejected", 14_286L);
        }
        assertThat(directory.resolve("out.csv")).hasContent(clean.toString());
        assertThat(rejects).content().hasLineCount(14_287);
        assertThat(names(directory))
                .containsOnly("r.csv", "out.csv", "rejects.csv", "store", "temporary");
        assertThat(names(temporary)).isEmpty();
        assertThat(tree(directory).filter(name -> name.endsWith("rejects.csv")))
                .hasSize(2); // the user's and that of the kept result
        assertThat(tree(directory)).noneMatch(name -> name.contains("tmp"));
    }

    private static Stream<String> tree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString()).toList().stream();
        }
    }

    @Test
    void stageThatPutsNoRowAsideRefusesAPlaceForThem() throws IOException {
        Path source = file("r.csv", "id,x\n1,2\n");
        Pipeline pipeline =
                Pipeline.named("test")
                        .stage("readings", read(source.toString()))
                        .stage("sorted", sort("readings").by("x"), aside(9))
                        .build();
        assertThatThrownBy(() -> prepared(pipeline, 1).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no row is put aside here");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
