package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.spill.SpillPlace;
import dev.venturi.spill.TellingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed while it puts groups aside, or later, leaves no output under its name and
/// nothing that the next run in the directory does not remove; the next run's answer is that of an
/// undisturbed one. Each kill waits for a progress event.
class KilledGroupByTest {
    private static final int ROWS = 40_000;

    @TempDir static Path data;
    @TempDir Path directory;

    private static Path table() {
        return data.resolve("t.csv");
    }

    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>(List.of("k,x"));
        for (int i = 0; i < ROWS; i++) {
            lines.add("k" + random.nextInt(ROWS / 3) + ',' + random.nextGaussian());
        }
        Files.write(table(), lines);
    }

    /// What the child does: it tells `PHASE amount` on standard output, the amount being bytes put
    /// aside, or groups written.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            GroupByProgress progress = new GroupByProgress();
            TellingRun.tell(() -> told(progress));
            run(Path.of(arguments[0]), Path.of(arguments[1]), progress);
        }

        private static String told(GroupByProgress progress) {
            GroupByProgress.Phase phase = progress.phase();
            boolean writing = phase == GroupByProgress.Phase.WRITING;
            return phase + " " + (writing ? progress.groups() : progress.spilledBytes());
        }
    }

    private static GroupBySummary run(Path input, Path output, GroupByProgress progress)
            throws Exception {
        Path parent = output.toAbsolutePath().getParent();
        GroupByPlan plan =
                new GroupByPlan(
                        List.of("k"),
                        List.of(
                                Aggregation.sum("x"),
                                Aggregation.sampleStd("x"),
                                Aggregation.quantile("x", 0.5)));
        try (InputFiles files = InputFiles.of(input)) {
            GroupByOptions options =
                    GroupByOptions.defaults()
                            .withWorkers(2)
                            .withMemoryBytes(1 << 20)
                            .withSpill(new SpillPlace(parent, Long.MAX_VALUE))
                            .withProgress(progress);
            return new GroupBy(plan, options)
                    .run(
                            TableFiles.open(files, CsvOptions.DEFAULTS),
                            schema -> CsvWriter.open(output.toString(), schema.names(), false));
        }
    }

    private void killAndRunAgain(GroupByProgress.Phase phase, long amount) throws Exception {
        Path output = directory.resolve("groups.csv");
        Process child = TellingRun.start(Child.class, table(), output);
        assertThat(TellingRun.killedIn(phase, amount, child))
                .as("killed in %s at %d", phase, amount)
                .isTrue();
        assertThat(output).doesNotExist();

        GroupBySummary again = run(table(), output, new GroupByProgress());

        assertThat(again.spilledBytes()).isPositive();
        assertThat(TellingRun.namesIn(directory)).containsExactly("groups.csv");
        Path undisturbed = Files.createTempDirectory(data, "undisturbed").resolve("groups.csv");
        run(table(), undisturbed, new GroupByProgress());
        assertThat(output).hasSameBinaryContentAs(undisturbed);
        Files.delete(output);
    }

    @Test
    void aKillInAnyPhaseLeavesNothingBehind() throws Exception {
        killAndRunAgain(GroupByProgress.Phase.READING, 1);
        killAndRunAgain(GroupByProgress.Phase.RESUMING, 1);
        killAndRunAgain(GroupByProgress.Phase.WRITING, 1);
    }

    @Test
    @Tag("heavy")
    void twelveKillsWhileGroupsArePutAside() throws Exception {
        for (int kill = 0; kill < 12; kill++) {
            boolean reading = kill % 2 == 0;
            killAndRunAgain(
                    reading ? GroupByProgress.Phase.READING : GroupByProgress.Phase.RESUMING,
                    1 + 40_000L * kill);
        }
    }
}
