package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCommandTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile | a command is missing",
                "profile echo hello | must stand after --",
                "profile --pid 1 -- echo | found both --pid and a command",
                "profile --runs 0 -- echo | --runs: found 0",
                "profile --runs 2 --pid 1 | a running process runs once",
                "profile --duration 10ms -- echo | expected a second or more",
                "profile --duration soon -- echo | expected a time such as 60s",
                "profile --max-size 1k -- echo | expected 4m or more",
                "profile --fail-on panic -- echo | expected advice or warning",
                "profile --phase a -- echo | expected a method and a name",
                "profile --source /nowhere/at/all -- echo | is no directory",
                "profile --json -- echo | --json: standard output belongs to the command",
                "profile --json= -- echo | --json: its value is missing, expected --json=FILE",
                "profile --keep= -- echo | --keep: its value is missing",
                "profile --app= -- echo | --app: its value is missing",
                "profile --html=a.x --json=./a.x -- echo | is named for two outputs",
                "profile --html=a.x --keep=a.x -- echo | is named for two outputs",
                "profile --pid here | --pid: expected a whole number, found \"here\"",
                "profile diff a b --price much | --price: expected a number, found \"much\"",
                "profile --count a..b -- java -version | --count: found \"a..b\"",
                "profile -- no-such-command-anywhere | command not found",
                "profile --pid 99999999 | no such process"
            })
    void misuseIsToldBeforeAnythingRuns(String line, String message) {
        Cli.Result result = Cli.run(line.strip().split(" "));

        assertThat(result.err()).contains(message);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void outputsThatExistAreToldBeforeAnythingRuns() throws Exception {
        Path there = Files.writeString(directory.resolve("there"), "mine");
        Path ran = directory.resolve("ran");

        for (String option : new String[] {"--json=", "--keep="}) {
            Cli.Result result = Cli.run("profile", option + there, "--", "touch", ran.toString());
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("there", "exists");
        }
        assertThat(ran).doesNotExist();
        assertThat(there).hasContent("mine");
    }

    @Test
    void aCommandWithoutAJvmRunsAndTheReasonIsTold() throws Exception {
        Path ran = directory.resolve("ran");

        Cli.Result result = Cli.run("profile", "--", "touch", ran.toString());

        assertThat(ran).exists();
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("nothing to report: touch started no JVM");
    }

    @Test
    void helpBehindTheDashesBelongsToTheCommand() {
        assertThat(Cli.run("profile", "--", "no-such-command", "--help").err())
                .contains("no-such-command: command not found");
        assertThat(Cli.run("profile", "--help").out())
                .contains("venturi profile [OPTIONS] -- COMMAND");
    }
}
