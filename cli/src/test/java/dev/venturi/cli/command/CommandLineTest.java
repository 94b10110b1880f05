package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How command lines are understood, and what is said when they are not.
class CommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catlog | unknown verb \"catlog\"; did you mean catalog?",
                "readings.csv | unknown verb \"readings.csv\"; expected one of",
                "--vrsion | unknown option --vrsion; did you mean --version?",
                "catalog --prest=x | unknown option --prest; did you mean --preset?",
                "catalog --frobnicate | unknown option --frobnicate",
                "catalog --preset | --preset: its value is missing, expected --preset PRESET",
                "catalog std mean | unexpected argument \"mean\"",
                "catalog --preset casev1 | unknown preset \"casev1\"; did you mean \"case-v1\"?",
                "catalog trnd | unknown feature \"trnd\"; did you mean \"trend\"?",
                "catalog --feature-path nowhere.jar | --feature-path nowhere.jar: no such file",
                "generate vitls | unknown table \"vitls\"; did you mean vitals?",
                "help catlog | unknown verb \"catlog\"; did you mean catalog?",
                "'' | a verb is missing; expected one of"
            })
    void mistakesAreExplained(String line, String message) {
        Cli.Result result = Cli.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(result.err()).startsWith("venturi: ").contains(message);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features",
                "generate",
                "convert",
                "compare",
                "catalog",
                "demo",
                "report",
                "help"
            })
    void everyVerbHasHelpWithAnExample(String verb) {
        Cli.Result asked = Cli.run(verb, "--help");
        assertThat(asked.out()).startsWith("Usage: venturi " + verb).contains("Example");
        assertThat(asked.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
        assertThat(asked.err()).isEmpty();
        assertThat(asked.exit()).isZero();
        assertThat(Cli.run("help", verb)).isEqualTo(asked);
    }

    @Test
    void helpOfTheCommandNamesEveryVerb() {
        Cli.Result result = Cli.run("--help");
        assertThat(result.out()).contains("catalog", "help", "Exit codes");
        assertThat(result.exit()).isZero();
        assertThat(Cli.run("help")).isEqualTo(result);
    }

    @Test
    void versionNamesBuildAndCommit() {
        Cli.Result result = Cli.run("--version");
        assertThat(result.out()).matches("venturi \\S+\nbuild \\S+\ncommit \\S+\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void jsonTakesNoValueFromTheNextArgument() {
        Cli.Result result = Cli.run("catalog", "--json", "std");
        assertThat(result.out())
                .startsWith("{")
                .contains("\"sampleStd\"")
                .doesNotContain("\"median\"");
        assertThat(result.exit()).isZero();
    }
}
