package dev.venturi.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `venturi profile` as a user starts it.
class ProfileIT {
    private static final Path VENTURI = Path.of(System.getProperty("venturi.app"), "venturi");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir private Path scratch;
    private Launch launch;

    @BeforeEach
    void write() throws IOException {
        launch = new Launch(scratch).in(scratch);
        Files.writeString(
                scratch.resolve("Words.java"),
                """
                import java.util.regex.Pattern;

                public class Words {
                    public static void main(String[] args) throws Exception {
                        long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000L;
                        int found = 0;
                        while (System.nanoTime() < end) {
                            for (int i = 0; i < 1000; i++) {
                                found += Pattern.compile("[a-z]+" + i % 7).matcher("word" + i).find() ? 1 : 0;
                            }
                        }
                        System.out.println(found > 0 ? "found" : "none");
                        System.exit(Integer.parseInt(args[1]));
                    }
                }
                """);
    }

    private Launch.Result profile(String options, String... command) throws Exception {
        List<Object> line = new ArrayList<>(List.of(VENTURI, "profile"));
        if (!options.isEmpty()) {
            line.addAll(List.of(options.split(" ")));
        }
        line.add("--");
        line.addAll(List.of(command));
        return launch.run(line.toArray());
    }

    private String[] words(int millis, int exit) {
        return new String[] {JAVA.toString(), "Words.java", "" + millis, "" + exit};
    }

    @Test
    void theProgramsOutputAndCodeAreItsOwnAndTheSummaryIsOnStandardError() throws Exception {
        Launch.Result result = profile("--json=run.json --keep run.jfr", words(2500, 7));

        assertThat(result.exit()).as(result.err()).isEqualTo(7);
        assertThat(result.out()).isEqualTo("found\n");
        assertThat(result.err()).contains("Words.java:9", "wrote run.json, run.jfr");
        assertThat(Files.readString(scratch.resolve("run.json")))
                .contains("\"venturi-profile/1\"", "Words.java");
        assertThat(scratch.resolve("run.jfr")).isNotEmptyFile();
    }

    @Test
    void failOnIsForProgramsThatSucceed() throws Exception {
        assertThat(profile("--quiet --fail-on advice", words(2500, 0)).exit()).isEqualTo(1);
        assertThat(profile("--quiet --fail-on advice", words(2500, 7)).exit()).isEqualTo(7);
    }

    @Test
    void repeatedRunsAreComparedAndAllKept() throws Exception {
        Launch.Result result = profile("--runs 2 --keep runs.jfr", words(1500, 0));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("found\nfound\n");
        assertThat(result.err()).contains("2 runs", "median");
        assertThat(scratch.resolve("runs-1.jfr")).isNotEmptyFile();
        assertThat(scratch.resolve("runs-2.jfr")).isNotEmptyFile();
    }

    @Test
    void aScriptThatStartsJavaIsExplained() throws Exception {
        Path script = Files.writeString(scratch.resolve("run.sh"), "java Words.java 2500 0\n");
        launch.with("PATH", JAVA.getParent() + ":/usr/bin:/bin");

        Launch.Result result = profile("", "sh", script.toString());

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("Words.java:9");
    }

    @Test
    void aRunOfOurOwnExplainsItself() throws Exception {
        launch.run(
                VENTURI, "generate", "vitals", "--patients", "200", "--days", "365", "-o", "v.csv");

        Launch.Result result =
                launch.run(
                        VENTURI,
                        "features",
                        "v.csv",
                        "--by",
                        "patient_id",
                        "-o",
                        "out.csv",
                        "--profile",
                        "run.json");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(scratch.resolve("out.csv")).isNotEmptyFile();
        assertThat(Files.readString(scratch.resolve("run.json")))
                .contains("\"venturi-profile/1\"", "\"engine\"");
    }
}
