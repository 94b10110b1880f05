package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `venturi report`: what it prints, which files it writes, its exit codes.
class ReportCommandTest {
    private static final int WRITES = 40;

    @TempDir private static Path directory;
    private static String recording;

    @BeforeAll
    static void record() throws IOException {
        Path file = directory.resolve("run.jfr");
        try (Recording run = new Recording()) {
            run.enable("jdk.FileWrite").withoutThreshold().withStackTrace().with("throttle", "off");
            run.enable("jdk.JVMInformation");
            run.enable("jdk.ActiveSetting");
            run.start();
            try (OutputStream out = Files.newOutputStream(directory.resolve("data.bin"))) {
                for (int i = 0; i < WRITES; i++) {
                    out.write(i);
                }
            }
            run.stop();
            run.dump(file);
        }
        recording = file.toString();
    }

    private static boolean isOfData(JsonObject io) {
        return ((JsonText) Objects.requireNonNull(io.get("path"))).value().endsWith("data.bin");
    }

    @Test
    void withoutOptionsASummaryGoesToStandardOutput() {
        Cli.Result result = Cli.run(100, "report", recording);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("trust: none", "Files and network", "ReportCommandTest.java", "Not seen");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void jsonOnStandardOutputIsAllThatIsThere() {
        Cli.Result result = Cli.run("report", recording, "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        JsonObject document = (JsonObject) JsonReader.parse(result.out(), "out");
        assertThat(document.get("schema")).isEqualTo(new JsonText("venturi-profile/1"));
        assertThat(document.members().keySet())
                .contains(
                        "schema",
                        "tier",
                        "sampler",
                        "durationSeconds",
                        "cpuSeconds",
                        "coresUsed",
                        "methods",
                        "lines",
                        "phases",
                        "allocations",
                        "heap",
                        "leaks",
                        "io",
                        "locks",
                        "timeline",
                        "findings",
                        "notSeen");
        JsonObject write =
                ((JsonArray) Objects.requireNonNull(document.get("io")))
                        .elements().stream()
                                .map(each -> (JsonObject) each)
                                .filter(io -> isOfData(io))
                                .findAny()
                                .orElseThrow();
        assertThat(write.get("calls")).isEqualTo(JsonValue.of(WRITES));
        assertThat(write.get("smallCalls")).isEqualTo(JsonValue.of(WRITES));
        JsonObject site = (JsonObject) Objects.requireNonNull(write.get("site"));
        assertThat(site.get("file")).isEqualTo(new JsonText("ReportCommandTest.java"));
        assertThat(site.get("method"))
                .isEqualTo(new JsonText(ReportCommandTest.class.getName() + ".record"));
    }

    @Test
    void filesAreWrittenBesideTheSummaryAndNeverReplacedUnasked() throws IOException {
        Path json = directory.resolve("a.json");
        Path markdown = directory.resolve("a.md");
        String[] args = {"report", recording, "--json=" + json, "--markdown=" + markdown};
        Cli.Result result = Cli.run(args);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("trust:");
        assertThat(result.err()).contains("wrote " + json);
        assertThat(Files.readString(markdown)).startsWith("# ");
        Cli.Result again = Cli.run(args);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains(json.toString());
    }

    @Test
    void quietlyOnlyWhatWasAskedForIsSaid() throws IOException {
        Path json = directory.resolve("quiet.json");
        Cli.Result file = Cli.run("report", recording, "--quiet", "--json=" + json);
        assertThat(file.exit()).isZero();
        assertThat(file.out()).isEmpty();
        assertThat(file.err()).isEmpty();
        assertThat(Files.readString(json)).contains("venturi-profile/1");

        assertThat(Cli.run("report", recording, "--quiet").out()).isEmpty();
        assertThat(Cli.run("report", recording, "--quiet", "--markdown").out()).startsWith("# ");
        Cli.Result missing = Cli.run("report", "no.jfr", "--quiet");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("no.jfr: no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "--fail-on=nonsense, expected advice or warning",
        "--phase=nonsense, expected a method and a name",
        "--top=0, expected 1 or more",
        "--source=no/such, no/such",
        "--json=no/such/a.json, no/such",
        "--unknown, unknown"
    })
    void mistakesOfUseAreExitCode2(String option, String words) {
        Cli.Result result = Cli.run("report", recording, option);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).containsIgnoringCase(words);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void twoReportsDoNotShareStandardOutput() {
        Cli.Result result = Cli.run("report", recording, "--json", "--markdown");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("standard output");
    }

    @Test
    void aRecordingThatIsNotThereIsExitCode2() {
        Cli.Result result = Cli.run("report", directory.resolve("no.jfr").toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("no.jfr: no such file");
    }

    @Test
    void whatIsNoRecordingIsExitCode3AndWritesNothing() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jfr"), "no recording");
        Path empty = Files.createFile(directory.resolve("empty.jfr"));
        Path json = directory.resolve("never.json");
        for (Path file : new Path[] {text, empty}) {
            Cli.Result result = Cli.run("report", file.toString(), "--json=" + json);
            assertThat(result.exit()).isEqualTo(3);
            assertThat(result.err()).contains(file.toString());
            assertThat(json).doesNotExist();
        }
    }

    @Test
    void failingOnAdviceNeedsAdvice() {
        assertThat(Cli.run("report", recording, "--fail-on", "warning").exit()).isZero();
    }
}
