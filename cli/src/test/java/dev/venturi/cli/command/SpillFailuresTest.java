package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venturi.cli.Main;
import dev.venturi.spill.SpillDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that have to go to disk in a process of 40 MB of heap, and a disk that does not take them.
class SpillFailuresTest {
    private static final int DAYS = 150;
    private static final int ENTITIES = 2_000;

    @TempDir private static Path data;
    @TempDir private Path directory;

    /// How a run ended.
    private record Ended(int exit, String said) {}

    @BeforeAll
    static void makeTable() throws IOException {
        StringBuilder csv = new StringBuilder("id,day,x,y,z\n");
        for (int day = 0; day < DAYS; day++) {
            for (int id = 0; id < ENTITIES; id++) {
                long mixed = (id * 31L + day) * 0x9E3779B97F4A7C15L;
                csv.append(
                        "%d,%d,%d,%d,%d%n"
                                .formatted(
                                        id,
                                        day,
                                        mixed >>> 20,
                                        mixed >>> 30 & 0xFFFFF,
                                        mixed >>> 44));
            }
        }
        Files.writeString(table(), csv);
    }

    @BeforeEach
    void onlyWhereShellsHaveLimits() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    }

    private static Path table() {
        return data.resolve("by-day.csv");
    }

    /// Runs the command in a child whose heap is small.
    ///
    /// @param limit what the shell is told before
    private Ended features(String limit, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "/bin/bash",
                                "-c",
                                limit + "exec \"$@\"",
                                "bash",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx40m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "features",
                                table().toString(),
                                "--by",
                                "id",
                                "--order-by",
                                "day"));
        command.addAll(List.of(options));
        Path said = data.resolve("said.txt");
        Process child =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(child.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }

    private String output() {
        return directory.resolve("features.csv").toString();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void rowsThatDoNotFitGoToDiskAndNothingOfThemStays() throws Exception {
        Ended ended = features("", "-o", output());
        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("temporary files");
        assertThat(left()).hasSize(2); // the features and their contract
    }

    @Test
    void aFullDiskEndsTheRunWithNothingLeft() throws Exception {
        // a limit on the size of files fails the write as a full disk does
        Ended ended = features("ulimit -f 1024; ", "-o", output());
        assertThat(ended.exit()).as(ended.said()).isEqualTo(4);
        assertThat(ended.said())
                .contains(directory.toString(), "cannot write the temporary file", "--temp-dir");
        assertThat(left()).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeWritten() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc, which nobody can write");
        Ended ended = features("", "--temp-dir", "/proc/self", "-o", output());
        assertThat(ended.exit()).as(ended.said()).isEqualTo(4);
        assertThat(ended.said()).contains("/proc/self", "--temp-dir");
        assertThat(left()).isEmpty();
    }

    @Test
    void moreThanTheLimitIsRefusedBeforeAnythingIsWritten() throws Exception {
        Ended ended = features("", "--temp-limit", "1m", "-o", output());
        assertThat(ended.exit()).as(ended.said()).isEqualTo(4);
        assertThat(ended.said()).contains("--temp-limit", "MB of temporary files");
        assertThat(left()).isEmpty();
    }

    @Test
    void aTemporaryDirectoryInMemoryIsUsedWithAWarning() throws Exception {
        Path shared = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(shared) && SpillDirectory.isMemory(shared), "needs a tmpfs");
        Path inMemory = Files.createTempDirectory(shared, "venturi-test");
        try {
            Ended ended = features("", "--temp-dir", inMemory.toString(), "-o", output());
            assertThat(ended.exit()).as(ended.said()).isZero();
            assertThat(ended.said()).contains(inMemory.toString(), "tmpfs", "takes memory");
            assertThat(inMemory).isEmptyDirectory();
        } finally {
            Files.delete(inMemory);
        }
    }

    @Test
    void explainTellsWhatWillBeDoneAndDoesNothing() throws Exception {
        Ended ended = features("", "--explain", "-o", output());
        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("scattered", "split", "worker", "memory", "temporary files");
        assertThat(left()).isEmpty();
    }
}
