package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.spill.SpillPlace;
import dev.venturi.spill.TellingRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run that is killed leaves no output under its name, and nothing that the next run in the same
/// directory does not remove; each kill waits for a progress event of the phase it is meant for.
class KilledRunTest {
    private static final int ENTITIES = 2_500;
    private static final int DAYS = 20;

    @TempDir static Path data;
    @TempDir Path directory;

    private static Path table(boolean clustered) {
        return data.resolve(clustered ? "clustered.csv" : "daily.csv");
    }

    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(5);
        double[][] values = new double[ENTITIES][DAYS];
        for (double[] series : values) {
            for (int d = 0; d < DAYS; d++) {
                series[d] = random.nextGaussian();
            }
        }
        List<String> clustered = new ArrayList<>(List.of("id,day,x"));
        List<String> daily = new ArrayList<>(List.of("id,day,x"));
        for (int e = 0; e < ENTITIES; e++) {
            for (int d = 0; d < DAYS; d++) {
                clustered.add(e + "," + d + ',' + values[e][d]);
            }
        }
        for (int d = 0; d < DAYS; d++) {
            for (int e = 0; e < ENTITIES; e++) {
                daily.add(e + "," + d + ',' + values[e][d]);
            }
        }
        Files.write(table(true), clustered);
        Files.write(table(false), daily);
    }

    /// What the child does; it tells of its progress on standard output, `PHASE permille` a line.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            RunProgress progress = new RunProgress();
            TellingRun.tell(() -> progress.phase() + " " + (int) (progress.fraction() * 1000));
            run(Path.of(arguments[0]), Path.of(arguments[1]), progress);
        }
    }

    private static RunSummary run(Path input, Path output, RunProgress progress) throws Exception {
        Path parent = output.toAbsolutePath().getParent();
        try (InputFiles files = InputFiles.of(input)) {
            RunOptions options =
                    RunOptions.defaults()
                            .withWorkers(2)
                            .withSplitBytes(1 << 16)
                            .withRegroupBytes(1 << 20)
                            .withSpill(new SpillPlace(parent, Long.MAX_VALUE))
                            .withProgress(progress);
            return Features.of(CsvTable.open(files, CsvOptions.DEFAULTS))
                    .by("id")
                    .orderBy("day")
                    .options(options)
                    .computeTo(schema -> CsvWriter.open(output.toString(), schema.names(), false));
        }
    }

    @ParameterizedTest(name = "{0} of a clustered table ({1}): at {2} permille")
    @CsvSource({
        "READING,  true,  100",
        "READING,  true,  700",
        "DIVIDING, false, 100",
        "DIVIDING, false, 700",
        "COMPUTING, false, 100",
        "COMPUTING, false, 700",
        "WRITING,  false, 0",
    })
    void aKilledRunLeavesNothingThatLasts(RunProgress.Phase phase, boolean clustered, int permille)
            throws Exception {
        Path output = directory.resolve("features.csv");
        Process killed = TellingRun.start(Child.class, table(clustered), output);
        assertThat(TellingRun.killedIn(phase, permille, killed)).as("killed in time").isTrue();
        assertThat(output).doesNotExist();
        assertThat(TellingRun.namesIn(directory)).as("what the kill left").isNotEmpty();
        RunSummary next = run(table(clustered), output, new RunProgress());
        assertThat(TellingRun.namesIn(directory)).containsExactly("features.csv");
        assertThat(next.layout().name()).isEqualTo(clustered ? "clustered" : "scattered");
        Path undisturbed = data.resolve("expected-" + clustered + ".csv");
        if (!Files.exists(undisturbed)) {
            run(table(clustered), undisturbed, new RunProgress());
        }
        assertThat(output).hasSameBinaryContentAs(undisturbed);
    }

    @Test
    void whatALivingRunHoldsIsLeftAlone() throws Exception {
        Path first = directory.resolve("first.csv");
        Process child = TellingRun.start(Child.class, table(false), first);
        try (BufferedReader told = child.inputReader(StandardCharsets.UTF_8)) {
            String line = told.readLine();
            while (line != null && !line.startsWith("COMPUTING")) {
                line = told.readLine();
            }
            assertThat(line).as("the other run is computing").isNotNull();
            List<String> held = TellingRun.namesIn(directory);
            assertThat(held).hasSize(2);
            Path second = directory.resolve("second.csv");
            run(table(false), second, new RunProgress());
            assertThat(TellingRun.namesIn(directory)).containsAll(held).contains("second.csv");
            while (told.readLine() != null) {
                // until it has ended
            }
        }
        assertThat(child.waitFor()).isZero();
        assertThat(TellingRun.namesIn(directory)).containsExactly("first.csv", "second.csv");
        assertThat(first).hasSameBinaryContentAs(directory.resolve("second.csv"));
    }
}
