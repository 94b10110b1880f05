package dev.venturi.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/// A directory for recordings that only this user can read, and that is gone afterwards: a
/// recording tells much about a program.
public final class PrivateDirectory implements Closeable {
    /// Left free on the disk, whatever is recorded.
    static final long RESERVE = 64L << 20;

    /// How their names begin.
    static final String PREFIX = "venturi-profile-";

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /// Makes one in the directory for temporary files.
    ///
    /// @throws CaptureException when that cannot be
    public static PrivateDirectory create() {
        String asked = System.getenv("TMPDIR"); // which Java does not look at
        Path parent =
                Path.of(
                        asked != null && Files.isDirectory(Path.of(asked))
                                ? asked
                                : System.getProperty("java.io.tmpdir"));
        // options of JFR have no way to write a comma; options of the JVM in a script none for
        // others
        if (!parent.toString().matches("[\\w./+@:=-]+")) {
            parent = Path.of("/tmp");
        }
        try {
            return new PrivateDirectory(Files.createTempDirectory(parent, PREFIX).toRealPath());
        } catch (IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.MACHINE,
                    "%s: no directory for recordings can be made there; name another with TMPDIR"
                            .formatted(parent),
                    e);
        }
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// Lets the user of a process read and write here, where that is another one and we may.
    ///
    /// @throws CaptureException when a directory above is closed to that user
    void giveTo(long pid) throws IOException {
        var user = ProcessHandle.of(pid).flatMap(process -> process.info().user());
        if (user.isEmpty() || user.get().equals(System.getProperty("user.name"))) {
            return;
        }
        var owner =
                path.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(user.get());
        Files.setOwner(path, owner);
        try (var files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.setOwner(file, owner);
            }
        }
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (isClosedTo(owner, above)) {
                throw CaptureException.machine(
                        "--pid %d: belongs to %s, to whom %s is closed, where recordings are put; name another directory with TMPDIR, such as TMPDIR=/tmp"
                                .formatted(pid, owner.getName(), above));
            }
        }
    }

    /// Whether for certain: a group's rights may be that user's.
    private static boolean isClosedTo(UserPrincipal user, Path directory) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        PosixFileAttributes attributes = view.readAttributes();
        return !attributes.owner().equals(user)
                && !attributes.permissions().contains(PosixFilePermission.GROUP_EXECUTE)
                && !attributes.permissions().contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    /// How many bytes a recording may have: as asked, or less so that the disk never fills. JFR
    /// ends the program whose recording finds no more room, so this must hold before it starts. The
    /// recording lies on the disk twice while it is handed over.
    ///
    /// @throws CaptureException when next to nothing is left
    long roomFor(long asked) throws IOException {
        long room = (Files.getFileStore(path).getUsableSpace() - RESERVE) / 2;
        if (room < LEAST) {
            throw CaptureException.machine(
                    "%s: the disk is full, or nearly; make room, or name another directory with TMPDIR"
                            .formatted(path.getParent()));
        }
        return Math.min(asked, room);
    }

    private static final long LEAST = 16L << 20;

    @Override
    public void close() {
        try {
            Files.walkFileTree(
                    path,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, @Nullable IOException e) throws IOException {
                            Files.deleteIfExists(directory);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException _) {
            // a JVM may still write there; what is left is removed with other temporary files
        }
    }
}
