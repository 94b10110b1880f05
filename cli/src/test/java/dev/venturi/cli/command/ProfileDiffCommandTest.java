package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileDiffCommandTest {
    @TempDir static Path directory;

    @BeforeAll
    static void record() throws IOException {
        for (String side : new String[] {"before", "after"}) {
            Files.createDirectories(directory.resolve(side));
            for (int run = 1; run <= 2; run++) {
                try (Recording recording = new Recording()) {
                    recording.enable("jdk.ObjectAllocationSample");
                    recording.enable("jdk.CPUTimeSample");
                    recording.enable("jdk.CPULoad");
                    recording.start();
                    recording.stop();
                    recording.dump(directory.resolve(side).resolve(run + ".jfr"));
                }
            }
        }
    }

    @Test
    void aSideMayBeADirectoryOrAList() {
        Cli.Result list =
                Cli.run(
                        "profile",
                        "diff",
                        side("before/1.jfr") + "," + side("before/2.jfr"),
                        side("after"));
        assertThat(list.err()).isEmpty();
        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("2 runs, 2 runs", "Wall time");
    }

    @Test
    void singleRunsAllowNoStatementOnTime() {
        Cli.Result run =
                Cli.run("profile", "diff", side("before/1.jfr"), side("after/1.jfr"), "--markdown");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("| Wall time |", "one run: no statement", "--runs 5");
    }

    @Test
    void jsonGoesToStandardOutputAlone() {
        Cli.Result run =
                Cli.run(
                        "profile",
                        "diff",
                        side("before"),
                        side("after"),
                        "--json",
                        "--price",
                        "0.05");
        assertThat(run.exit()).isZero();
        assertThat(JsonReader.parse(run.out(), "standard output").toString())
                .contains("venturi-profile-diff/1", "perCpuHour");
    }

    @Test
    void thePageGoesToStandardOutputAlone() {
        Cli.Result run = Cli.run("profile", "diff", side("before"), side("after"), "--html=-");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void anOutputThatExistsStays() throws IOException {
        Path page = directory.resolve("exists.html");
        Files.writeString(page, "mine");
        Cli.Result run =
                Cli.run("profile", "diff", side("before"), side("after"), "--html=" + page);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(page).hasContent("mine");
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(failed(side("none.jfr"), side("after"))).contains("none.jfr: no such file");
        assertThat(failed(empty.toString(), side("after"))).contains("holds no .jfr file");
        assertThat(failed(side("before"), side("after"), "--price", "-1")).contains("--price");
        assertThat(failed(side("before"), side("after"), "--json", "--markdown"))
                .contains("two reports want standard output");
        assertThat(failed(side("before"))).contains("AFTER");
    }

    private static String failed(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "profile";
        all[1] = "diff";
        System.arraycopy(args, 0, all, 2, args.length);
        Cli.Result run = Cli.run(all);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err();
    }

    private static String side(String name) {
        return directory.resolve(name).toString();
    }
}
