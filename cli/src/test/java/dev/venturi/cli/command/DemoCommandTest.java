package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir private Path directory;

    private Cli.Result demo(Path keep, String... more) {
        String[] args = {"demo", "--patients=40", "--days=30", "--keep", keep.toString()};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    @Test
    void checksEveryBitAndShowsTheLadder() throws IOException {
        Path keep = directory.resolve("demo");
        Path summary = directory.resolve("summary.json");
        Cli.Result result = demo(keep, "--json=" + summary);
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("1,200 rows", "rows/s", "peak memory")
                .contains("all 1,920 numbers equal the naive reference, bit for bit")
                .contains("scalar and vector kernels wrote the same bytes")
                .containsSubsequence("\nnaive ", "\ngrouped ", "\nscalar ", "\nvector ")
                .contains("10 patients took", "crossover", "2,000,000 patients (60,000,000 rows")
                .contains("v1, divides by n", keep.resolve("features.csv").toString());
        assertThat(directory.resolve("demo"))
                .isDirectoryContaining("glob:**vitals.csv")
                .isDirectoryContaining("glob:**features.csv.contract.json")
                .isDirectoryNotContaining("glob:**again*");
        JsonObject json = (JsonObject) JsonReader.parse(Files.readString(summary), "summary");
        assertThat(json.members().keySet())
                .contains(
                        "rows",
                        "seconds",
                        "peakBytes",
                        "numbersChecked",
                        "numbersDiffering",
                        "ladder",
                        "warmRowsPerSecond");
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Path mine = Files.writeString(directory.resolve("vitals.csv"), "mine");
        Cli.Result result = demo(directory);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("holds files that no demo made", "--keep");
        assertThat(mine).hasContent("mine");
        assertThat(demo(mine).err()).contains("is a file");
    }
}
