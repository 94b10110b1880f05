package dev.venturi.pipeline.servers;

import dev.venturi.pipeline.database.Database;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// A PostgreSQL server, from the binaries in a jar. It refuses to run as root: then it runs as
/// another user.
public final class PostgresServer implements TestServer {
    /// Whom the password of the server is for.
    public static final String USER = "venturi";

    /// Never to be seen in a message.
    public static final String PASSWORD = "not-to-be-told";

    private static final List<String> OTHER_USERS = List.of("postgres", "nobody");
    private static final Set<PosixFilePermission> FOR_ALL =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private final ServerProcess process;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts one.
    ///
    /// @throws IOException saying why it cannot be
    public static PostgresServer start() throws IOException {
        Path directory = Files.createTempDirectory("venturi-postgresql-");
        Files.setPosixFilePermissions(directory, FOR_ALL);
        Path binaries = Files.createDirectory(directory.resolve("server"));
        extract(binaries);
        Path data = Files.createDirectory(directory.resolve("data"));
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        List<String> otherUser = otherUser(directory, List.of(data, password));
        int port = ServerProcess.freePort();
        ServerProcess.run(
                command(
                        otherUser,
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
        ServerProcess process =
                ServerProcess.start(
                        directory,
                        command(
                                otherUser,
                                binaries.resolve("bin/postgres").toString(),
                                "-D",
                                data.toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "fsync=off"),
                        "database system is ready to accept connections");
        return new PostgresServer(process, port);
    }

    private static List<String> command(List<String> before, String... words) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(words));
        return command;
    }

    /// What to put before a command so that it does not run as root; nothing when we do not either.
    ///
    /// @param files are given to that user
    private static List<String> otherUser(Path directory, List<Path> files) throws IOException {
        if (!Files.getOwner(directory).getName().equals("root")) {
            return List.of();
        }
        for (String user : OTHER_USERS) {
            try {
                List<String> as = List.of("setpriv", "--reuid", user, "--clear-groups", "--");
                ServerProcess.run(command(as, "true"));
                UserPrincipal owner =
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(user);
                for (Path file : files) {
                    Files.setOwner(file, owner);
                }
                return as;
            } catch (IOException _) {
                // no such user, or not allowed: the next one
            }
        }
        // a user of a name space of its own, as the last resort
        ServerProcess.run(List.of("unshare", "-U", "true"));
        return List.of("unshare", "-U");
    }

    private static void extract(Path into) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm_64";
        String name = "/postgres-%s-%s.txz".formatted(system, machine);
        try (InputStream packed = PostgresServer.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new IOException("no PostgreSQL for this system: %s".formatted(name));
            }
            TarArchiveInputStream files =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry e = files.getNextEntry(); e != null; e = files.getNextEntry()) {
                Path file = into.resolve(e.getName());
                if (e.isDirectory()) {
                    Files.createDirectories(file);
                } else if (e.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(e.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(files, file);
                    Files.setPosixFilePermissions(file, FOR_ALL);
                }
            }
        }
    }

    /// The URL of a database of this server.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /// A new database without tables.
    public Database emptyDatabase() {
        String name = "db" + databases.incrementAndGet();
        executeIn("postgres", "CREATE DATABASE " + name);
        return Database.at(url(name)).as(USER, PASSWORD);
    }

    /// Executes statements in the database made last.
    public void execute(String... statements) {
        executeIn("db" + databases.get(), statements);
    }

    private void executeIn(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A connection to the database made last, that commits each statement.
    public Connection connect() throws SQLException {
        return connect("db" + databases.get());
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, PASSWORD);
    }

    /// Kills it.
    @Override
    public void close() {
        process.close();
    }
}
