package dev.venturi.spill;

import dev.venturi.table.Internal;
import dev.venturi.table.OwnedFiles;
import dev.venturi.table.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A directory of temporary files that belongs to one process; see [OwnedFiles] for its name, its
/// lock and who removes it when its owner is killed.
@Internal
public final class SpillDirectory implements Closeable {
    private final Path path;
    private final FileChannel lockFile;

    private SpillDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Removes what dead processes left in a directory, and makes one inside it for this process.
    ///
    /// @throws UncheckedIOException when the directory cannot be written, naming it
    public static SpillDirectory in(Path parent) {
        try {
            return in(parent, "spill");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot create temporary files here: %s; name another directory with --temp-dir"
                            .formatted(parent, e.getMessage()),
                    e);
        }
    }

    /// Removes what dead processes left in a directory, and makes one inside it for this process.
    ///
    /// @param purpose what its name begins with
    public static SpillDirectory in(Path parent, String purpose) throws IOException {
        OwnedFiles.removeAbandoned(parent);
        Path path = parent.resolve(OwnedFiles.name(purpose));
        TemporaryFiles.register(path);
        Files.createDirectory(path);
        Path lock = path.resolve(OwnedFiles.LOCK);
        FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new SpillDirectory(path, channel);
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// The directory, of those to be considered, in which temporary files are put when the user
    /// names none: the first that can be written and is not memory in disguise.
    ///
    /// @return empty when all of them are on a tmpfs or cannot be written
    public static Optional<Path> firstOnDisk(Iterable<Path> candidates) {
        for (Path candidate : candidates) {
            if (Files.isDirectory(candidate)
                    && Files.isWritable(candidate)
                    && !isMemory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /// Whether files in a directory are held in memory: a tmpfs or ramfs.
    public static boolean isMemory(Path directory) {
        try {
            String type = Files.getFileStore(directory).type();
            return type.equals("tmpfs") || type.equals("ramfs");
        } catch (IOException _) {
            return false; // using it will say what is wrong with it
        }
    }

    /// Bytes that can still be written into a directory; empty when its file system does not say.
    public static Optional<Long> usableBytes(Path directory) {
        try {
            return Optional.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Deletes everything in it, and itself.
    @Override
    public void close() {
        @Nullable IOException failure = null;
        try {
            TemporaryFiles.delete(path);
        } catch (IOException e) {
            failure = e;
        }
        try {
            lockFile.close(); // last: until then nobody else takes the directory for abandoned
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            throw new UncheckedIOException(
                    "%s: cannot delete temporary files: %s".formatted(path, failure.getMessage()),
                    failure);
        }
    }
}
