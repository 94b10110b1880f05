package dev.venturi.advice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.advice.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table in `docs/findings.md` and the rules, fixtures and decoys there are say the same.
class FindingsTableTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| [^|]+ \\| `([a-z-]+)` \\| ([A-Za-z, ]+) \\| ([A-Za-z, ]+) \\|$");
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    private record Row(String rule, List<String> fixtures, List<String> decoys) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/findings.md"))) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.add(
                        new Row(
                                matcher.group(1),
                                List.of(matcher.group(2).split(", ")),
                                List.of(matcher.group(3).split(", "))));
            }
        }
        return rows;
    }

    private static Set<String> sources(String kind) throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(kind))) {
            Set<String> names = new TreeSet<>();
            files.forEach(f -> names.add(f.getFileName().toString().replace(".java", "")));
            return names;
        }
    }

    @Test
    void everyRuleHasItsRowAndEveryRowItsRule() throws IOException {
        assertThat(rows().stream().map(Row::rule))
                .containsExactlyInAnyOrderElementsOf(
                        StandardRules.ALL.stream().map(Rule::id).toList());
    }

    @Test
    void fixturesOfTheTableAreThoseThatExistAndMarkTheirRule() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Row row : rows()) {
            for (String fixture : row.fixtures()) {
                named.add(fixture);
                String source =
                        Files.readString(FIXTURES.resolve("findings").resolve(fixture + ".java"));
                assertThat(source).as(fixture).contains("// <- " + row.rule() + "\n");
            }
        }
        assertThat(named).isEqualTo(sources("findings"));
    }

    @Test
    void decoysOfTheTableAreThoseThatExist() throws IOException {
        Set<String> named = new TreeSet<>();
        rows().forEach(row -> named.addAll(row.decoys()));
        assertThat(named).isEqualTo(sources("decoys"));
    }

    @Test
    void noFixtureIsNamedInTheRules() throws IOException {
        Set<String> names = new TreeSet<>(sources("findings"));
        names.addAll(sources("decoys"));
        names.add("acme");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/venturi/advice"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(names);
            }
        }
    }
}
