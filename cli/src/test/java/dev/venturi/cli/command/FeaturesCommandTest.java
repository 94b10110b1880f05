package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `features` shows, writes and reports.
class FeaturesCommandTest {
    private static final String READINGS =
            """
            patient,day,ward,rate,steps
            ann,1,A,70.5,100
            ann,2,A,,300
            ann,3,A,71.5,200
            bob,1,B,60,10
            bob,2,B,66,30
            """;

    @TempDir private Path directory;
    private Path input;

    @BeforeEach
    void write() throws IOException {
        input = Files.writeString(directory.resolve("readings.csv"), READINGS);
    }

    private Cli.Result features(String... more) {
        List<String> args = new ArrayList<>(List.of("features", input.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private Path out() {
        return directory.resolve("out.csv");
    }

    @Test
    void withoutAnOutputTheFirstEntitiesAreShown() {
        Cli.Result result =
                features("--by", "patient", "--order-by", "day", "--features", "count,mean,max");
        assertThat(result.out())
                .isEqualTo(
                        """
                        patient  rate_count  rate_mean  rate_max  steps_count  steps_mean  steps_max
                        -------  ----------  ---------  --------  -----------  ----------  ---------
                        ann               2         71      71.5            3         200        300
                        bob               2         63      66              2          20         30

                        2 entities, 6 features; to write all: -o features.csv
                        """);
        assertThat(result.err()).isEqualTo("not used: ward (text)\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void ofAColumnThatWasNotReadOnlyItsKindIsTold() {
        Cli.Result result = features("--by", "patient", "--select", "rate", "-o", out().toString());
        assertThat(result.err())
                .containsPattern(
                        "columns +float64 rate; not used: day \\(number\\), ward \\(text\\), steps\\s+\\(number");
    }

    @Test
    void groupsOfOneFeatureStandTogetherWhenTurned() {
        Cli.Result result =
                Cli.run(20, "features", input.toString(), "--by=patient", "--features=max");
        assertThat(result.out()).containsPattern("day_max .*\nrate_max .*\nsteps_max ");
    }

    @Test
    void aTableTooWideForTheScreenIsTurned() {
        Cli.Result result = features("--by", "patient,day", "--features", "mean,range,trend,std");
        assertThat(result.out())
                .startsWith(
                        """
                        patient       ann  ann   ann  bob  bob
                        day             1    2     3    1    2
                        -----------  ----  ---  ----  ---  ---
                        rate_mean    70.5    -  71.5   60   66
                        rate_range      0    -     0    0    0
                        rate_trend      -    -     -    -    -
                        rate_std        -    -     -    -    -

                        steps_mean    100  300   200   10   30
                        """);
    }

    @Test
    void withALimitAllOfThemAreShownInFurtherTables() {
        String[] args = {
            "features", input.toString(), "--by", "patient,day", "--features", "mean,std,trend,max"
        };
        Cli.Result few = Cli.run(36, args);
        assertThat(few.out()).contains("first 4 of 5 entities, 8 features");
        String[] limited = List.of(args).toArray(new String[args.length + 1]);
        limited[args.length] = "--limit=5";
        Cli.Result all = Cli.run(36, limited);
        assertThat(all.out())
                .contains("\n5 entities, 8 features")
                .containsPattern("(?s)rate_mean.*rate_mean");
    }

    @Test
    void withoutAKeyTheTableIsOneEntity() {
        assertThat(
                        features(
                                        "--select",
                                        "steps",
                                        "--features",
                                        "sum,max,min,mean,std,trend,count")
                                .out())
                .contains("640")
                .contains("1 entity, 7 features");
    }

    @Test
    void anOutputHasAContractBesideIt() {
        Cli.Result result =
                features(
                        "--by",
                        "patient",
                        "--order-by",
                        "day",
                        "--features",
                        "mean,std",
                        "-o",
                        out().toString());
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(out())
                .content()
                .isEqualTo(
                        """
                        patient,rate_mean,rate_std,steps_mean,steps_std
                        ann,71,0.7071067811865476,200,100
                        bob,63,4.242640687119285,20,14.142135623730951
                        """);
        assertThat(directory.resolve("out.csv.contract.json"))
                .content()
                .contains("\"sampleStd\"", "\"rate_mean\"", "\"venturi\": \"0.");
        assertThat(result.err())
                .contains("written", "2 entities", "5 rows", "worker", "predicted", "scalar")
                .containsPattern("float64 rate; int64 steps; not used: ward\\s+\\(text\\)")
                .contains("preset standard", "out.csv.contract.json");
    }

    @Test
    void quietSaysNothing() {
        Cli.Result result = features("--by", "patient", "--quiet", "-o", out().toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
        assertThat(out()).exists();
    }

    @Test
    void standardOutputHoldsTheTableAndNothingElse() {
        Cli.Result result = features("--by", "patient", "--features", "max", "-o", "-");
        assertThat(result.out())
                .isEqualTo("patient,day_max,rate_max,steps_max\nann,3,71.5,300\nbob,2,66,30\n");
        assertThat(result.err()).contains("standard output: 2 entities");
        assertThat(
                        features(
                                        "--by",
                                        "patient",
                                        "--features",
                                        "max",
                                        "-o",
                                        "-",
                                        "--format",
                                        "tsv")
                                .out())
                .startsWith("patient\tday_max\t");
    }

    @Test
    void theExtensionDecidesTheFormat() throws IOException {
        Path tabs = directory.resolve("out.TSV");
        Path gzip = directory.resolve("out.csv.gz");
        assertThat(features("--by", "patient", "-o", tabs.toString()).exit()).isZero();
        assertThat(features("--by", "patient", "-o", gzip.toString()).exit()).isZero();
        assertThat(features("--by", "patient", "-o", out().toString()).exit()).isZero();
        assertThat(Files.readString(tabs).replace('\t', ',')).isEqualTo(Files.readString(out()));
        try (var unpacked = new GZIPInputStream(Files.newInputStream(gzip))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(out()));
        }
        assertThat(directory.resolve("out.csv.gz.contract.json")).exists();
    }

    @Test
    void aLimitWritesTheFirstEntitiesOnly() throws IOException {
        Cli.Result result = features("--by", "patient", "--limit", "1", "-o", out().toString());
        assertThat(Files.readAllLines(out())).hasSize(2).last().asString().startsWith("ann,");
        assertThat(result.err()).contains("the first 1 of 2 entities", "5 rows");
    }

    @Test
    void theReportForProgramsHasTheKeysOfTheContract() {
        Cli.Result result = features("--by", "patient", "--json", "-o", out().toString());
        JsonObject json = (JsonObject) JsonReader.parse(result.out(), "out");
        assertThat(json.members().keySet())
                .contains(
                        "rows",
                        "entities",
                        "seconds",
                        "workers",
                        "peakBytes",
                        "predictedPeakBytes",
                        "spillBytes",
                        "layout",
                        "unprotectedFiles");
        assertThat(result.out())
                .contains("\"rows\": 5", "\"entities\": 2", "\"layout\": \"clustered\"")
                .contains("\"output\": \"" + out() + "\"");
    }

    @Test
    void withoutAnOutputTheReportHoldsTheFirstEntities() {
        Cli.Result result = features("--by", "patient", "--features", "max", "--json");
        assertThat(result.out())
                .contains("\"first\"", "\"rate_max\": 71.5", "\"patient\": \"ann\"");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aReportInAFileLeavesStandardOutputToTheTable() {
        Path json = directory.resolve("summary.json");
        Cli.Result result =
                features("--by", "patient", "--features", "max", "-o", "-", "--json=" + json);
        assertThat(result.out()).startsWith("patient,day_max");
        assertThat(json).content().contains("\"entities\": 2");
    }

    @Test
    void ownFeaturesComeFromAJar() throws IOException {
        Path classes = OwnFeature.compiledInto(directory.resolve("own"));
        Cli.Result result =
                features(
                        "--by",
                        "patient",
                        "--feature-path",
                        classes.toString(),
                        "--features",
                        "span",
                        "--select",
                        "steps");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("steps_span", "200", "20");
        assertThat(Cli.run("catalog", "span", "--feature-path", classes.toString()).out())
                .contains("valueSpan");
    }

    @Test
    void whatMayNotBeExpectedIsAWarning() throws IOException {
        Files.writeString(input, "id,t,x\na,2,1\na,1,1e999\na,1,3\nb,1,4\n");
        Cli.Result result =
                features(
                        "--by",
                        "id",
                        "--order-by",
                        "t",
                        "--features",
                        "moving_average(2)",
                        "-o",
                        out().toString());
        assertThat(result.err().lines().filter(line -> line.startsWith("warning: ")))
                .anyMatch(line -> line.contains("1 row ties"))
                .anyMatch(line -> line.contains("the rows of 1 entity were out of order"))
                .anyMatch(line -> line.contains("1 number beyond the largest double"))
                .anyMatch(line -> line.contains("moving_average"));
    }

    @Test
    void kernelsAndWorkersDoNotChangeTheBytes() throws IOException {
        for (String workers : List.of("1", "3")) {
            for (String kernels : List.of("scalar", "vector")) {
                Path file = directory.resolve(workers + kernels + ".csv");
                assertThat(
                                features(
                                                "--by",
                                                "patient",
                                                "--workers",
                                                workers,
                                                "--kernels",
                                                kernels,
                                                "-o",
                                                file.toString())
                                        .exit())
                        .isZero();
                assertThat(file).hasSameTextualContentAs(directory.resolve("1scalar.csv"));
            }
        }
    }
}
