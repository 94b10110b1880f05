package dev.venturi.spill;

import dev.venturi.table.Internal;
import dev.venturi.table.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A directory of temporary files that belongs to one process: `.venturi-spill-PID-START-N`, with a
/// lock held as long as its owner lives.
///
/// What a killed process leaves behind is removed by the next one that spills into the same place.
/// An owner is dead when no process of its number that started at its time is running *and* its
/// lock can be had; either alone would be wrong, for a directory exists before its lock does, and
/// on a shared disk the process may run on another machine.
@Internal
public final class SpillDirectory implements Closeable {
    private static final String PREFIX = ".venturi-spill-";
    private static final String LOCK = "owner.lock";
    private static final AtomicLong NEXT = new AtomicLong();

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
            removeAbandoned(parent);
            ProcessHandle self = ProcessHandle.current();
            String name =
                    PREFIX
                            + self.pid()
                            + '-'
                            + started(self).map(Instant::toEpochMilli).orElse(0L)
                            + '-'
                            + NEXT.getAndIncrement();
            Path path = parent.resolve(name);
            TemporaryFiles.register(path);
            Files.createDirectory(path);
            Path lock = path.resolve(LOCK);
            FileChannel channel =
                    FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            return new SpillDirectory(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: cannot create temporary files here: %s; name another directory with --temp-dir"
                            .formatted(parent, e.getMessage()),
                    e);
        }
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }

    Path path() {
        return path;
    }

    private static void removeAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : found) {
                if (!isOwnerRunning(directory)) {
                    removeUnlocked(directory);
                }
            }
        }
    }

    /// Whether the process of a directory's name runs here; also for names that are not ours.
    private static boolean isOwnerRunning(Path directory) {
        String[] parts =
                directory.getFileName().toString().substring(PREFIX.length()).split("-", -1);
        try {
            long pid = Long.parseLong(parts[0]);
            long start = parts.length == 3 ? Long.parseLong(parts[1]) : 0;
            return ProcessHandle.of(pid)
                    .filter(process ->
                            started(process).map(at -> at.toEpochMilli() == start).orElse(true))
                    .isPresent();
        } catch (NumberFormatException _) {
            return true;
        }
    }

    private static void removeUnlocked(Path directory) throws IOException {
        try (FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            return; // of this process
        } catch (NoSuchFileException _) {
            // its owner died before it had a lock, or another process is removing it right now
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            return;
        }
        Files.deleteIfExists(directory);
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
