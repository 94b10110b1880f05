package dev.venturi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An output appears whole or not at all.
class AtomicOutputTest {
    @TempDir Path directory;

    @Test
    void appearsOnCommitOnly() throws IOException {
        Path target = directory.resolve("out.csv");
        try (AtomicOutput output = AtomicOutput.to(target, false)) {
            output.stream().write(new byte[] {'a', 'b'});
            assertThat(target).doesNotExist();
            output.commit();
        }
        assertThat(target).hasContent("ab");
        assertThat(directory).isDirectoryNotContaining("glob:**/.out*");
    }

    @Test
    void replacesOnlyWhatItMay() throws IOException {
        Path target = Files.writeString(directory.resolve("out.csv"), "old");
        assertThatThrownBy(() -> AtomicOutput.to(target, false)).isInstanceOf(UsageException.class);
        try (AtomicOutput output = AtomicOutput.to(target, true)) {
            output.stream().write('n');
            assertThat(target).hasContent("old");
            output.commit();
        }
        assertThat(target).hasContent("n");
    }

    @Test
    void aFileThatAppearedMeanwhileStays() throws IOException {
        Path target = directory.resolve("out.csv");
        try (AtomicOutput output = AtomicOutput.to(target, false)) {
            output.stream().write('n');
            Files.writeString(target, "theirs");
            assertThatThrownBy(output::commit)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--overwrite");
        }
        assertThat(target).hasContent("theirs");
        assertThat(directory).isDirectoryNotContaining("glob:**/.out*");
    }

    @Test
    void followsALink() throws IOException {
        Path real = directory.resolve("real.csv");
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), Path.of("real.csv"));
        try (AtomicOutput output = AtomicOutput.to(link, false)) {
            output.stream().write('x');
            output.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("x");
    }

    @Test
    void writesToADeviceDirectly() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/null")));
        try (AtomicOutput output = AtomicOutput.to(Path.of("/dev/null"), false)) {
            output.stream().write('x');
            output.commit();
        }
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aFullDiskIsNamed() {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        try (AtomicOutput output = AtomicOutput.to(Path.of("/dev/full"), false)) {
            assertThatThrownBy(() -> output.stream().write('x'))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("/dev/full: cannot write: No space left on device");
        }
    }

    @Test
    void aMissingDirectoryIsUsage() {
        Path target = directory.resolve("none").resolve("out.csv");
        assertThatThrownBy(() -> AtomicOutput.to(target, false))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "%s: the directory %s does not exist; create it first"
                                .formatted(target, target.getParent()));
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> AtomicOutput.to(directory, true))
                .isInstanceOf(UsageException.class)
                .hasMessage(directory + ": is a directory; name a file in it");
    }

    @Test
    void aReadOnlyDirectoryIsNamed() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(locked)); // root may write anywhere
        assertThatThrownBy(() -> AtomicOutput.to(locked.resolve("out.csv"), false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(locked.resolve("out.csv") + ": cannot create: permission denied");
    }

    @Test
    void isNotCommittedTwice() {
        AtomicOutput output = AtomicOutput.to(directory.resolve("out.csv"), false);
        output.close();
        assertThatThrownBy(output::commit).isInstanceOf(IllegalStateException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenTheProcessEnds() throws Exception {
        Path target = directory.resolve("out.csv");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Abandoned.class.getName(),
                                target.toString())
                        .redirectErrorStream(true)
                        .start();
        assertThat(process.inputReader().readLine()).isEqualTo("open");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
        process.destroy(); // as Ctrl-C: the process is asked to end
        process.waitFor();
        assertThat(directory).isEmptyDirectory();
    }

    /// Opens an output and waits to be ended.
    static final class Abandoned {
        private Abandoned() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (AtomicOutput output = AtomicOutput.to(Path.of(arguments[0]), false)) {
                System.out.println("open");
                Thread.currentThread().join();
                output.commit();
            }
        }
    }
}
