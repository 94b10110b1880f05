package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are no recording, or not a whole one, are refused in words; nothing else comes out.
class DamagedRecordingTest {
    @TempDir private Path directory;

    private byte[] whole() throws IOException {
        return Files.readAllBytes(RecordedProgram.current().recording());
    }

    private Path file(byte[]... parts) throws IOException {
        Path file = directory.resolve("a.jfr");
        Files.write(file, new byte[0]);
        for (byte[] part : parts) {
            Files.write(file, part, StandardOpenOption.APPEND);
        }
        return file;
    }

    private static Profile read(Path file) {
        return Recording.read(file, RecordingOptions.DEFAULTS);
    }

    @Test
    void anEmptyFile() throws IOException {
        assertRefused(file(), "the recording is empty");
    }

    @Test
    void aTextFile() throws IOException {
        assertRefused(
                file("hello, world".getBytes(StandardCharsets.UTF_8)),
                "not a recording",
                "68 65 6c 6c");
    }

    @Test
    void aRecordingCutOffAnywhere() throws IOException {
        byte[] whole = whole();
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            int length = 4 + random.nextInt(whole.length - 4);
            assertThatThrownBy(() -> read(file(Arrays.copyOf(whole, length))))
                    .as("seed %d, %d bytes", seed, length)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void aRecordingTwice() throws IOException {
        assertRefused(file(whole(), whole()), "several recordings", "profile diff");
    }

    /// With JFR at work async-profiler writes a chunk of its own, of format 2.0, behind each of
    /// JFR's, of the same time.
    @Test
    void aChunkOfAsyncProfilerBesideOneOfTheJvmIsNoSecondRecording() throws IOException {
        byte[] beside = whole();
        assertThat(beside[7]).as("minor version of the JVM's format").isPositive();
        beside[7] = 0;
        assertThat(read(file(whole(), beside)).cpu().samples())
                .isGreaterThan(read(file(whole())).cpu().samples());
        assertRefused(file(beside, beside), "several recordings");
    }

    @Test
    void recordingsOfTwoJvms() throws IOException {
        for (RecordedProgram other : RecordedProgram.all()) {
            if (other.is17()) {
                byte[] seventeen = Files.readAllBytes(other.recording());
                byte[] first = startNanos(seventeen) < startNanos(whole()) ? seventeen : whole();
                byte[] second = Arrays.equals(first, seventeen) ? whole() : seventeen;
                assertRefused(file(first, second), "different JVMs");
            }
        }
    }

    private static long startNanos(byte[] recording) {
        return ByteBuffer.wrap(recording).getLong(32);
    }

    @Test
    void aVersionThatIsNotKnown() throws IOException {
        byte[] changed = whole();
        changed[5] = 9;
        assertRefused(file(changed), "format version 9.");
    }

    @Test
    void somethingBehindTheRecording() throws IOException {
        assertRefused(file(whole(), new byte[100]), "behind chunk 1", "damaged");
    }

    @Test
    void aChunkThatIsStillBeingWritten() throws IOException {
        byte[] changed = whole();
        Arrays.fill(changed, 8, 16, (byte) 0);
        assertRefused(file(changed), "never finished");
    }

    @Test
    void aDirectory() {
        assertRefused(directory, "not a file");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> read(directory.resolve("no.jfr")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no.jfr");
    }

    @Test
    void anyBytesChangedGiveAProfileOrARefusal() throws IOException {
        byte[] whole = whole();
        long seed = 4711;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] changed = whole.clone();
            int at = 68 + random.nextInt(whole.length - 100);
            for (int k = 0; k < 20; k++) {
                changed[at + k] = (byte) random.nextInt();
            }
            try {
                assertThat(read(file(changed))).isNotNull();
            } catch (RecordingException e) {
                refused++;
                assertThat(e).as("seed %d, case %d", seed, i).hasMessageContaining("a.jfr");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d, case %d, byte %d".formatted(seed, i, at), e);
            }
        }
        assertThat(refused).as("some of them are noticed").isPositive();
    }

    private static void assertRefused(Path file, String... words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
    }
}
