package dev.venturi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The words bash offers, asked for as bash does.
class CompletionTest {
    /// Sets what bash sets when the last argument is being typed, and calls the function it calls.
    private static final String ASK =
            """
            script=$1; shift
            source "$script"
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
            _complete_venturi venturi "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            echo "${COMPREPLY[@]}"
            """;

    @TempDir private static Path directory;
    private static Path script;

    @BeforeAll
    static void write() throws IOException {
        script = directory.resolve("venturi.bash");
        Completion.main(new String[] {script.toString()});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | features generate inspect convert compare manifest catalog run cache demo profile report help",
                "fe | features",
                "help '' | features generate inspect convert compare manifest catalog run cache demo profile report help",
                "generate '' | vitals",
                "cache '' | simulate",
                "features --ord | --order-by --order",
                "features a.csv --preset '' | standard case-v1 case-v2 case-v3",
                "features a.csv --format '' | csv tsv parquet arrow",
                "features a.csv --kernels v | vector",
                "features a.csv --features mean_ | mean_abs_change mean_change",
                "generate vitals --layout '' | clustered daily shuffled",
                "generate vitals --format t | tsv",
                "convert a.csv b.csv --codec s | snappy",
                "catalog quan | quantile",
                "catalog std --preset case-v1 --j | --json",
            })
    void bashOffersTheWordsThatFit(String line, String words) throws Exception {
        assertThat(offered(line).split(" ", -1)).containsExactlyInAnyOrder(words.split(" ", -1));
    }

    /// With no word of its own the script leaves it to bash, which offers names of files.
    @ParameterizedTest
    @CsvSource({
        "features ''",
        "features a.csv -o ''",
        "compare a.csv ''",
        "convert a.csv ''",
        "demo --keep ''"
    })
    void filesAreLeftToBash(String line) throws Exception {
        assertThat(offered(line)).isEmpty();
        assertThat(script).content().contains("complete -F _complete_venturi -o default venturi");
        assertThat(script).content().doesNotContain("compopt +o default");
    }

    private static String offered(String line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", ASK, "bash"));
        command.add(script.toString());
        command.add("venturi");
        for (String word : line.split(" ", -1)) {
            command.add(word.equals("''") ? "" : word);
        }
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
