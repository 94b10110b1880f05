package dev.venturi.pipeline.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A Redis server that keeps nothing on disk, from the binary in a jar.
public final class RedisServer implements TestServer {
    private static final Map<String, String> BINARIES =
            Map.of(
                    "Linux amd64", "/redis-server-6.2.6-v5-linux-amd64",
                    "Linux aarch64", "/redis-server-6.2.7-linux-arm64",
                    "Mac OS X x86_64", "/redis-server-6.2.6-v5-darwin-amd64",
                    "Mac OS X aarch64", "/redis-server-6.2.6-v5-darwin-arm64");

    private final ServerProcess process;
    private final int port;

    private RedisServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts one.
    ///
    /// @throws IOException saying why it cannot be
    public static RedisServer start() throws IOException {
        return start(ServerProcess.freePort());
    }

    /// Starts one at a port.
    public static RedisServer start(int port) throws IOException {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String name = BINARIES.get(system);
        if (name == null) {
            throw new IOException("no Redis for this system: " + system);
        }
        Path directory = Files.createTempDirectory("venturi-redis-");
        Path binary = directory.resolve("redis-server");
        try (InputStream packed = RedisServer.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new IOException("no " + name + " on the class path");
            }
            Files.copy(packed, binary);
        }
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
        ServerProcess process =
                ServerProcess.start(
                        directory,
                        List.of(
                                binary.toString(),
                                "--bind",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--save",
                                ""),
                        "Ready to accept connections");
        return new RedisServer(process, port);
    }

    /// Where it is.
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /// The port it listens at.
    public int port() {
        return port;
    }

    /// Kills it.
    @Override
    public void close() {
        process.close();
    }
}
