package dev.venturi.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.spill.SpillPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
            Thread teller = new Thread(() -> tell(progress), "teller");
            teller.setDaemon(true);
            teller.start();
            run(Path.of(arguments[0]), Path.of(arguments[1]), progress);
        }

        private static void tell(GroupByProgress progress) {
            String last = "";
            while (true) {
                GroupByProgress.Phase phase = progress.phase();
                boolean writing = phase == GroupByProgress.Phase.WRITING;
                String now = phase + " " + (writing ? progress.groups() : progress.spilledBytes());
                if (!now.equals(last)) {
                    System.out.println(now);
                    last = now;
                }
                LockSupport.parkNanos(100_000);
            }
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

    private static Process start(Path input, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint", // slowly, so that every phase is seen
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        input.toString(),
                        output.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// @return whether it was killed, and had not ended before
    private static boolean killedIn(GroupByProgress.Phase phase, long amount, Process child)
            throws Exception {
        try (BufferedReader told = child.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = told.readLine()) != null) {
                String[] parts = line.split(" ", -1);
                if (parts[0].equals(phase.name()) && Long.parseLong(parts[1]) >= amount) {
                    child.destroyForcibly();
                    break;
                }
            }
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return child.exitValue() == 128 + 9;
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void killAndRunAgain(GroupByProgress.Phase phase, long amount) throws Exception {
        Path output = directory.resolve("groups.csv");
        assertThat(killedIn(phase, amount, start(table(), output)))
                .as("killed in %s at %d", phase, amount)
                .isTrue();
        assertThat(output).doesNotExist();

        GroupBySummary again = run(table(), output, new GroupByProgress());

        assertThat(again.spilledBytes()).isPositive();
        assertThat(namesIn(directory)).containsExactly("groups.csv");
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
