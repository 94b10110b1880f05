package dev.venturi.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Ends recordings before the disk is full: JFR would end the program instead.
final class DiskGuard {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// What is told then.
    static final String STOPPED = "the disk became full, so recording ended before the program did";

    private final PrivateDirectory directory;
    private final boolean direct;
    private final long pid;
    private long nextNanos = System.nanoTime() + PERIOD_NANOS;
    private long recordedBytes;
    private volatile @Nullable String stopped;

    /// @param direct whether the process started is the JVM itself
    DiskGuard(PrivateDirectory directory, boolean direct, long pid) {
        this.directory = directory;
        this.direct = direct;
        this.pid = pid;
    }

    /// What was done, as a sentence.
    Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    /// Looks at the disk. Asking how much is free costs microseconds; how much was recorded is
    /// asked less often.
    void look() {
        if (stopped != null) {
            return;
        }
        try {
            if (System.nanoTime() >= nextNanos) {
                nextNanos = System.nanoTime() + PERIOD_NANOS;
                recordedBytes = bytesRecorded();
            }
            long free = Files.getFileStore(directory.path()).getUsableSpace();
            if (free < PrivateDirectory.RESERVE / 2 + recordedBytes) {
                stopped = STOPPED;
                stopAll();
            }
        } catch (IOException | UncheckedIOException _) {
            // the program has just ended and its chunks vanish
        }
    }

    private void stopAll() {
        for (long recorded : direct ? List.of(pid) : recorded()) {
            try (TargetJvm jvm = TargetJvm.attach(recorded)) {
                jvm.command("JFR.stop name=" + ChildOptions.NAME);
            } catch (CaptureException _) {
                // it has ended
            }
        }
    }

    /// The processes that record themselves, or did.
    List<Long> recorded() {
        try (Stream<Path> files = Files.list(directory.path())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("\\d+\\.log"))
                    .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private long bytesRecorded() throws IOException {
        try (Stream<Path> files = Files.walk(directory.path())) {
            long bytes = 0;
            for (Path file : files.filter(f -> f.toString().endsWith(".jfr")).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
