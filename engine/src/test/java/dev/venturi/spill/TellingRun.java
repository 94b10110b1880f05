package dev.venturi.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A run in a JVM of its own that tells on standard output how far it is, `PHASE amount` a line, so
/// that it can be killed at a point of its work and not of the clock.
public final class TellingRun {
    private static final int KILLED = 128 + 9;

    private TellingRun() {}

    /// In the child: tells each change of what `progress` says, as long as the program runs.
    public static void tell(Supplier<String> progress) {
        Thread teller = new Thread(() -> tellChanges(progress), "teller");
        teller.setDaemon(true);
        teller.start();
    }

    private static void tellChanges(Supplier<String> progress) {
        String last = "";
        while (true) {
            String now = progress.get();
            if (!now.equals(last)) {
                System.out.println(now);
                last = now;
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /// Starts the child.
    ///
    /// @param program its main class
    public static Process start(Class<?> program, Path input, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint", // slowly, so that every phase is seen
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        input.toString(),
                        output.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Kills a child when it tells of at least this amount of a phase.
    ///
    /// @return whether it was killed, and had not ended before
    public static boolean killedIn(Enum<?> phase, long amount, Process child) throws Exception {
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
        return child.exitValue() == KILLED;
    }

    /// What is in a directory, sorted.
    public static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
