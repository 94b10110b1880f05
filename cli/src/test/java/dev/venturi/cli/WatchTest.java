package dev.venturi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `venturi run --watch` in a process of its own: what it says is waited for, never a time.
class WatchTest {
    private static final long PATIENCE_SECONDS = 180;

    @TempDir private Path directory;

    private void write(String name, String text) throws IOException {
        Path next = Files.writeString(directory.resolve(name + ".next"), text);
        Files.move(
                next,
                directory.resolve(name),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.venturi.cli.Main",
                        "run",
                        "pipeline.yaml",
                        "--watch")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /// What it says until it waits for a change.
    private static String untilItWaits(BufferedReader said) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith("watching ")) {
                return String.join("\n", lines);
            }
        }
        throw new AssertionError("it ended: " + String.join("\n", lines));
    }

    @Test
    void aChangeOfDataOrFileRunsItAgainUntilASignalEndsIt() throws Exception {
        String pipeline =
                """
                sources: {orders: {files: orders.csv}}
                stages: {spent: {type: aggregate, input: orders, by: user, compute: {spent: sum(amount)}}}
                sinks: {out: {input: spent, file: out.csv}}
                """;
        write("orders.csv", "user,amount\nann,1\nbob,2\n");
        write("pipeline.yaml", pipeline);
        Process process = start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(untilItWaits(said)).containsPattern("spent +SUCCEEDED +2");
            Path out = directory.resolve("out.csv");
            assertThat(out).hasContent("user,spent\nann,1\nbob,2");

            write("orders.csv", "user,amount\nann,1\nbob,2\nann,41.5\n");
            assertThat(untilItWaits(said)).containsPattern("spent +SUCCEEDED +2");
            assertThat(out).hasContent("user,spent\nann,42.5\nbob,2");

            write("pipeline.yaml", pipeline.replace("sum(amount)", "sum(amuont)"));
            assertThat(untilItWaits(said)).contains("pipeline.yaml:2:", "\"amuont\"");
            assertThat(out).hasContent("user,spent\nann,42.5\nbob,2");

            write("pipeline.yaml", pipeline.replace("sum(amount)", "max(amount)"));
            assertThat(untilItWaits(said)).containsPattern("orders +REUSED");
            assertThat(out).hasContent("user,spent\nann,41.5\nbob,2");

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertThat(said.readAllAsString()).doesNotContain("Exception");
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }
}
