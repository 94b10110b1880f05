package dev.venturi.pipeline.file;

import static dev.venturi.pipeline.stage.Steps.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.pipeline.Pipeline;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two stages, or two runs of a matrix, that would write the same: found when the graph is built.
class WrittenTwiceTest {
    private static final String HEAD = "sources:\n  a: {files: a.csv}\n";
    private static final String SHOP = "databases: {shop: {url: 'jdbc:duckdb:shop.db'}}\n" + HEAD;

    @TempDir private Path directory;

    private PipelineFile read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), text);
        return PipelineFile.read(file, Map.of(), _ -> null);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        HEAD
                                + "sinks:\n  one: {input: a, file: x.csv}\n"
                                + "  two: {input: a, file: ./y/../x.csv}\n",
                        "5:25: stage \"two\": file: DIR/./y/../x.csv is written by stage \"one\""
                                + " (file, FILE:4:25) as well; name another file"),
                Arguments.of(
                        "matrix: {seed: [1, 2], year: [7]}\n"
                                + HEAD
                                + "sinks:\n  out: {input: a, file: 'x-${year}.csv'}\n",
                        "5:25: stage \"out\": file: DIR/x-7.csv is written for seed=1 and again for"
                                + " seed=2; put ${seed} into its name"),
                Arguments.of(
                        "matrix: {seed: [1, 2], year: [7, 8]}\n"
                                + HEAD
                                + "sinks:\n  out: {input: a, file: 'x-${seed}.csv'}\n",
                        "5:25: stage \"out\": file: DIR/x-1.csv is written for year=7 and again for"
                                + " year=8; put ${year} into its name"),
                Arguments.of(
                        "matrix: {n: [1, 2]}\n"
                                + HEAD
                                + "sinks:\n  one: {input: a, file: 'x-${n}.csv'}\n"
                                + "  two: {input: a, file: 'x-2${n}.csv'}\n"
                                + "  six: {input: a, file: 'x-${n}1.csv'}\n",
                        "7:25: stage \"six\": file: DIR/x-21.csv is written by stage \"two\" (file,"
                                + " FILE:6:25) for n=1, and here for n=2; put ${n} into its name"),
                Arguments.of(
                        "matrix: {n: [1, 1]}\n"
                                + HEAD
                                + "sinks:\n  out: {input: a, file: 'x-${n}.csv'}\n",
                        "5:25: stage \"out\": file: DIR/x-1.csv is written twice, for the same"
                                + " values of the matrix; remove one of them"),
                Arguments.of(
                        HEAD
                                + "stages:\n"
                                + "  f: {type: filter, input: a, where: x > 1, rejects: {file: x.csv}}\n"
                                + "sinks:\n  out: {input: f, file: x.csv}\n",
                        "6:25: stage \"out\": file: DIR/x.csv is written by stage \"f\" (rejects,"
                                + " FILE:4:"),
                Arguments.of(
                        "matrix: {n: [1, 2]}\n"
                                + HEAD
                                + "stages:\n"
                                + "  f: {type: filter, input: a, where: x > 1, rejects: {file: r.csv}}\n"
                                + "sinks:\n  out: {input: f, file: 'x-${n}.csv'}\n",
                        "5:54: stage \"f\": rejects: DIR/r.csv is written for n=1 and again for n=2;"
                                + " put ${n} into its name"),
                Arguments.of(
                        SHOP
                                + "sinks:\n  one: {input: a, database: shop, table: t}\n"
                                + "  two: {input: a, database: shop, table: t, mode: append}\n",
                        "6:42: stage \"two\": table: table t of database \"shop\" is written by stage"
                                + " \"one\" (table, FILE:5:42) as well; name another table, or say mode:"
                                + " append in both"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isFoundBeforeAnythingRuns(String text, String message) {
        Path file = directory.resolve("p.yaml");
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        file
                                + ":"
                                + message.replace("DIR", directory.toString())
                                        .replace("FILE", file.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matrix: {n: [1, 2]}\n" + HEAD + "sinks:\n  out: {input: a, file: 'x-${n}.csv'}\n",
                SHOP
                        + "sinks:\n  one: {input: a, database: shop, table: t, mode: append}\n"
                        + "  two: {input: a, database: shop, table: t, mode: append}\n",
                HEAD
                        + "sinks:\n  one: {input: a, file: x.csv}\n"
                        + "  two: {input: a, file: y/x.csv}\n"
            })
    void differentOutputsAreFine(String text) throws IOException {
        assertThat(read(text).variants()).isNotEmpty();
    }

    @Test
    void aDirectoryWithTwoNamesIsOne() throws IOException {
        Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));
        assertThatThrownBy(() ->
                        read(
                                HEAD
                                        + "sinks:\n  one: {input: a, file: real/x.csv}\n"
                                        + "  two: {input: a, file: link/x.csv}\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is written by stage \"one\"");
    }

    @Test
    void javaIsToldAsWell() {
        Pipeline.Builder pipeline =
                Pipeline.named("p")
                        .stage("a", dev.venturi.pipeline.stage.Steps.read("a.csv"))
                        .stage("one", write("a", "x.csv"))
                        .stage("two", write("a", "x.csv"));
        assertThatThrownBy(pipeline::build)
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "stage \"two\": file: x.csv is written by stage \"one\" (file) as well; name"
                                + " another file");
    }
}
