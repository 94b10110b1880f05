package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--where`, `--as-of`, `--window` and `--every`, as a user meets them.
class RowsTest {
    private static final String READINGS =
            """
            patient,day,ward,rate,label
            ann,2026-01-01,icu,70.5,2026-01-10
            ann,2026-01-03,A 1,,2026-01-10
            ann,2026-01-11,icu,71.5,2026-01-10
            bob,2026-01-02,icu,60,2026-01-05
            bob,2026-01-08,,66,2026-01-05
            """;

    @TempDir private Path directory;
    private Path input;

    @BeforeEach
    void write() throws IOException {
        input = Files.writeString(directory.resolve("readings.csv"), READINGS);
    }

    private Cli.Result features(String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "features",
                                input.toString(),
                                "--by",
                                "patient",
                                "--order-by",
                                "day",
                                "--features",
                                "count,mean"));
        args.addAll(List.of(more));
        return Cli.run(200, args.toArray(String[]::new));
    }

    @Test
    void conditionsAreSummedUpAndReported() throws IOException {
        Path out = directory.resolve("out.csv");
        Path json = directory.resolve("out.json");
        Cli.Result result =
                features(
                        "--where",
                        "ward is not null and day<2026-01-11",
                        "--where",
                        "ward = icu",
                        "-o",
                        out.toString(),
                        "--json=" + json);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readString(out))
                .isEqualTo("patient,rate_count,rate_mean\nann,1,70.5\nbob,1,60\n");
        assertThat(result.err())
                .contains(
                        "ward is not null and day < 2026-01-11 and ward = icu: kept 2 of 5 rows read")
                .contains("not used: label (date)");
        JsonObject summary = (JsonObject) JsonReader.parse(Files.readString(json), "summary");
        assertThat(summary.get("rows")).isEqualTo(JsonValue.of(5));
        assertThat(summary.get("rowsKept")).isEqualTo(JsonValue.of(2));
        assertThat(summary.get("rowGroupsSkipped")).isEqualTo(JsonValue.of(0));
    }

    @Test
    void windowsAreShownAndWrittenByName() {
        Cli.Result result = features("--as-of", "label", "--window", "7d,30d");
        assertThat(result.out())
                .startsWith(
                        """
                        patient  rate_count_7d  rate_mean_7d  rate_count_30d  rate_mean_30d
                        -------  -------------  ------------  --------------  -------------
                        ann                  0             -               1           70.5
                        bob                  1            60               1           60
                        """);
    }

    @Test
    void aGridIsComparedByKeyAndCutoffAndExplained() throws IOException {
        Path weekly = directory.resolve("weekly.csv");
        Path before = directory.resolve("before.csv");
        Cli.Result result =
                features("--every", "7d", "--sort-output", "-o", weekly.toString(), "--limit", "3");
        assertThat(result.err()).contains("the first 3 of 4 rows of 2 entities");
        assertThat(features("--every", "7d", "-o", weekly.toString(), "--overwrite").exit())
                .isZero();
        assertThat(Files.readString(weekly))
                .isEqualTo(
                        """
                        patient,cutoff,rate_count,rate_mean
                        ann,2026-01-08,1,70.5
                        ann,2026-01-15,2,71
                        bob,2026-01-08,1,60
                        bob,2026-01-15,2,63
                        """);
        assertThat(
                        features("--every", "7d", "--where", "rate > 61", "-o", before.toString())
                                .exit())
                .isZero();
        Cli.Result compared = Cli.run("compare", weekly.toString(), before.toString());
        assertThat(compared.exit()).isEqualTo(1);
        assertThat(compared.out())
                .contains("--where: none against rate > 61")
                .contains("1 key not in " + before);
        assertThat(features("--every", "7d").out())
                .contains("ann      2026-01-08")
                .contains("4 rows, 2 features");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--where | wart = icu | 2 | no column \"wart\"; did you mean \"ward\"?",
                "--where | ward = | 2 | character 7: found the end",
                "--where | rate > 100 | 3 | --where left nothing: none of its 5 rows satisfies rate > 100",
                "--window | 0d | 2 | --window: found \"0d\"",
                "--every | 5 | 2 | --every: found 5, but the rows are ordered by \"day\" (date)",
                "--as-of | soon | 2 | --as-of: found \"soon\", expected a date or time",
            })
    void mistakesEndWithTheirCode(String option, String value, int exit, String message) {
        Cli.Result result = features(option, value);
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.err()).contains(message);
    }
}
