package dev.venturi.pipeline.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/// Mistakes in a pipeline file: the place, what was found, what was expected, the cure.
class PipelineFileErrorsTest {
    @TempDir private Path directory;

    private static final String HEAD =
            """
            sources:
              orders: {files: orders.csv}
            """;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "1:1: the file is empty; expected sources, stages and sinks"),
                Arguments.of("- a\n", "1:1: expected sources:, stages: and sinks:, found a list"),
                Arguments.of("name: x\n", "1:1: no stage; expected sources:, stages: and sinks:"),
                Arguments.of(
                        "sources:\n\torders: x\n",
                        "2:1: expected blanks, found a tab; YAML is indented with blanks"),
                Arguments.of(
                        "sources:\n  a: {files: x.csv\n",
                        "3:1: no YAML: while parsing a flow mapping: expected ',' or '}'"),
                Arguments.of(
                        "description: a: b\n" + HEAD,
                        "1:15: expected no second \": \" on this line"),
                Arguments.of(
                        HEAD + "stage:\n  a: {}\n",
                        "3:1: pipeline: unknown key \"stage\"; did you mean \"stages\"?"),
                Arguments.of(
                        HEAD + "  orders: {files: b.csv}\n",
                        "3:3: \"orders\" stands here for the second time, first in line 2; remove or"
                                + " rename one"),
                Arguments.of(
                        HEAD + "stages:\n  orders: {type: sort, input: orders, by: x}\n",
                        "4:3: stage \"orders\": two stages have this name; rename one"),
                Arguments.of(
                        HEAD + "stages:\n  s: {type: agregate, input: orders}\n",
                        "4:13: stage \"s\": unknown type \"agregate\"; did you mean \"aggregate\"?"),
                Arguments.of(
                        HEAD + "stages:\n  s: {input: orders}\n",
                        "4:3: stage \"s\": \"type\" is missing; expected one of read, sql,"),
                Arguments.of(
                        HEAD + "stages:\n  s:\n",
                        "4:5: stage \"s\": expected type: and what it needs, found nothing"),
                Arguments.of(
                        HEAD + "stages:\n  s: {type: top, input: orders, by: x, cuont: 3}\n",
                        "4:40: stage \"s\" (top): unknown key \"cuont\"; did you mean \"count\"?"),
                Arguments.of(
                        HEAD + "stages:\n  s: {type: top, input: orders, by: x}\n",
                        "4:3: stage \"s\" (top): \"count\" is missing; expected a whole number from 1"
                                + " to 100,000,000"),
                Arguments.of(
                        HEAD + "stages:\n  s: {type: top, input: orders, by: x, count: many}\n",
                        "4:47: stage \"s\" (top): \"count\": expected a whole number from 1 to"
                                + " 100,000,000, found \"many\""),
                Arguments.of(
                        HEAD + "stages:\n  s: {type: top, input: ordres, by: x, count: 3}\n",
                        "4:25: stage \"s\": input: no stage \"ordres\"; did you mean \"orders\"?"),
                Arguments.of(
                        HEAD
                                + "stages:\n  a: {type: sort, input: c, by: x}\n"
                                + "  b: {type: sort, input: a, by: x}\n"
                                + "  c: {type: sort, input: b, by: x}\n",
                        "4:3: stage \"a\": takes its own table: a <- c <- b <- a; break the cycle"),
                Arguments.of(
                        HEAD + "stages:\n  a: {type: sort, input: a, by: x}\n",
                        "4:3: stage \"a\": takes its own table: a <- a; break the cycle"),
                Arguments.of(
                        HEAD
                                + "sinks:\n  out: {input: orders, file: x.csv}\n"
                                + "  again: {input: out, file: y.csv}\n",
                        "5:18: stage \"again\": input: \"out\" only writes and has no table to take;"
                                + " take that of \"orders\""),
                Arguments.of(
                        HEAD
                                + "stages:\n  s: {type: filter, input: orders, key: id, keys-of: usres}\n",
                        "4:54: stage \"s\": keys-of: no stage \"usres\"; expected one of orders, s"),
                Arguments.of(
                        HEAD + "stages:\n  s: {type: filter, input: orders, keys-of: orders}\n",
                        "4:3: stage \"s\" (filter): \"key\" is missing beside \"keys-of\""),
                Arguments.of(
                        HEAD
                                + "stages:\n  s: {type: filter, input: orders, key: id, keys-of: orders,"
                                + " false-positives: 5}\n",
                        "4:79: stage \"s\" (filter): \"false-positives\": expected a number above 0"
                                + " and below 1, found \"5\""),
                Arguments.of(
                        HEAD + "sinks:\n  out: {type: sort, input: orders, by: x}\n",
                        "4:15: stage \"out\": found type sort under sinks; put it under stages"),
                Arguments.of(
                        HEAD + "sinks:\n  out: {input: orders, database: shop, table: t}\n",
                        "4:34: stage \"out\" (write): no database \"shop\"; describe it under"
                                + " databases:"),
                Arguments.of(
                        HEAD + "sinks:\n  out: {input: orders, file: x, table: t}\n",
                        "4:40: stage \"out\" (write): \"table\" needs \"database\" beside it"),
                Arguments.of(
                        HEAD + "sinks:\n  out: {input: orders}\n",
                        "4:3: stage \"out\" (write): expected file: or database: and table:"),
                Arguments.of(
                        "sources:\n  a: {files: x.csv, types: {id: txt}}\n",
                        "2:33: stage \"a\" (read): unknown type \"txt\"; did you mean \"text\"?"),
                Arguments.of(
                        "sources:\n  a: {files: [x.csv, [y.csv]]}\n",
                        "2:14: stage \"a\" (read): \"files\": expected a text or a list of texts,"
                                + " found a list"),
                Arguments.of(
                        "sources:\n  a: {files: x.csv, timeout: soon}\n",
                        "2:30: stage \"a\" (read): \"timeout\": expected a duration such as 500ms,"
                                + " 30s, 5m, 2h or 7d, found \"soon\""),
                Arguments.of(
                        "sources:\n  a: {files: x.csv, rejects: {fiel: r.csv}}\n",
                        "2:31: stage \"a\" (read): \"rejects\": unknown key \"fiel\"; did you mean"
                                + " \"file\"?"),
                Arguments.of(
                        "sources:\n  a: {files: '${yaer}.csv'}\nparams: {year: 2026}\n",
                        "2:14: ${yaer}: no parameter \"yaer\"; did you mean \"year\"?"),
                Arguments.of(
                        "sources:\n  a: {files: '${env:NOT_SET_ANYWHERE}.csv'}\n",
                        "2:14: ${env:NOT_SET_ANYWHERE}: the environment has no NOT_SET_ANYWHERE; set"
                                + " it, or say"),
                Arguments.of(
                        "params: {year: 1}\nmatrix: {year: [1, 2]}\n" + HEAD,
                        "2:10: \"year\" stands under params: and under matrix:; rename one"),
                Arguments.of(
                        "databases: {shop: {url: 'postgres://x'}}\n" + HEAD,
                        "1:25: database \"shop\": expected an address of JDBC such as"
                                + " jdbc:postgresql://localhost:5432/shop"),
                Arguments.of(
                        "databases: {shop: {user: me}}\n" + HEAD,
                        "1:19: \"shop\" of databases: \"url\" is missing; expected a text"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhereAndWhatAndTheCure(String text, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), text);

        assertThatThrownBy(() -> PipelineFile.read(file, Map.of(), _ -> null))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(file + ":" + message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PipelineFile.read(directory.resolve("none.yaml"), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("none.yaml: no such file");
    }

    @Test
    void aParameterThatIsNotThereIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), HEAD);

        assertThatThrownBy(() -> PipelineFile.read(file, Map.of("year", "1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--param year: ", "has no such parameter");
    }
}
