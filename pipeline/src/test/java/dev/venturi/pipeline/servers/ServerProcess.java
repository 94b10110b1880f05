package dev.venturi.pipeline.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server in a process of its own and a directory of its own; both go when it is closed, or when
/// this JVM ends.
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path directory;
    private final Thread hook = new Thread(this::end, "venturi-test-server");

    private ServerProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Starts a program and waits until it says that it is ready.
    ///
    /// @param directory deleted in the end
    /// @param ready what a line of its output contains when it is
    static ServerProcess start(Path directory, List<String> command, String ready)
            throws IOException {
        ServerProcess server =
                new ServerProcess(
                        new ProcessBuilder(command)
                                .directory(directory.toFile())
                                .redirectErrorStream(true)
                                .start(),
                        directory);
        List<String> said = new ArrayList<>();
        BufferedReader output = server.process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.contains(ready)) {
                Thread.ofPlatform()
                        .daemon()
                        .name("venturi-test-server-output")
                        .start(() -> output.lines().forEach(_ -> {}));
                return server;
            }
        }
        server.close();
        throw new IOException(
                "%s ended: %s".formatted(command.getFirst(), String.join("; ", said)));
    }

    /// Runs a program to its end.
    static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("%s failed: %s".formatted(String.join(" ", command), said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// A port nobody listens at.
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Kills it.
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }
}
