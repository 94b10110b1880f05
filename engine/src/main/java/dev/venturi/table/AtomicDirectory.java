package dev.venturi.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of files that bears its name only when all of them are complete.
///
/// Files go to a temporary directory beside the target, which [#commit] renames; closing without
/// it, and the end of the process, Ctrl-C included, delete it. A directory that is replaced is
/// renamed first and deleted afterwards: between the two renames, microseconds, neither bears the
/// name. Files may be opened by several threads.
///
/// Failures of the machine are [java.io.UncheckedIOException]s that name the target and the
/// operation.
public final class AtomicDirectory implements Closeable {
    private final String name;
    private final Path target;
    private final Path temporary;
    private final @Nullable Predicate<String> replaceable;
    private boolean closed;

    private AtomicDirectory(
            String name, Path target, Path temporary, @Nullable Predicate<String> replaceable) {
        this.name = name;
        this.target = target;
        this.temporary = temporary;
        this.replaceable = replaceable;
    }

    /// Opens a directory that will exist once it is complete. One that exists and is empty is
    /// replaced always, one with files if all of their names may be replaced.
    ///
    /// @param replaceable names of files that may be deleted; null when none may
    /// @throws UsageException when it exists and may not be replaced, when the directory it is to
    ///   stand in does not exist
    public static AtomicDirectory to(Path written, @Nullable Predicate<String> replaceable) {
        String name = written.toString();
        Path target = AtomicOutput.followed(written).toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UsageException(
                    "%s: the directory %s does not exist; create it first".formatted(name, parent));
        }
        checkReplaceable(name, target, replaceable);
        OwnedFiles.removeAbandoned(parent);
        Path temporary = parent.resolve(AtomicOutput.temporaryName(target));
        TemporaryFiles.register(temporary);
        try {
            Files.createDirectory(temporary);
        } catch (IOException e) {
            TemporaryFiles.forget(temporary);
            throw AtomicOutput.failed(name, "create", e);
        }
        return new AtomicDirectory(name, target, temporary, replaceable);
    }

    private static void checkReplaceable(
            String name, Path target, @Nullable Predicate<String> replaceable) {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new UsageException(
                    "%s: is a file, expected a directory to write files into; name another"
                            .formatted(name));
        }
        List<Path> entries;
        try (Stream<Path> listed = Files.list(target)) {
            entries = listed.sorted().toList();
        } catch (IOException e) {
            throw AtomicOutput.failed(name, "list the directory", e);
        }
        if (entries.isEmpty()) {
            return;
        }
        if (replaceable == null) {
            throw new UsageException(
                    "%s: exists and is not empty; use --overwrite to replace it".formatted(name));
        }
        for (Path entry : entries) {
            String file = entry.getFileName().toString();
            if (Files.isDirectory(entry) || !replaceable.test(file)) {
                throw new UsageException(
                        "%s: holds %s, which this command does not write, and is not replaced; name another directory, or delete it yourself"
                                .formatted(name, file));
            }
        }
    }

    /// Opens a file in it.
    ///
    /// @param file name without a directory
    /// @return to be committed or closed before the directory is; messages call it by the name it
    ///   will have
    public AtomicOutput open(String file) {
        String called = Path.of(name).resolve(file).toString();
        try {
            OutputStream stream =
                    Files.newOutputStream(
                            temporary.resolve(file),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            return AtomicOutput.direct(called, stream);
        } catch (IOException e) {
            throw AtomicOutput.failed(called, "create", e);
        }
    }

    /// Bytes of the files written so far.
    public long bytes() {
        try (Stream<Path> files = Files.list(temporary)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw AtomicOutput.failed(name, "list the directory", e);
        }
    }

    /// Gives the complete directory its name.
    public void commit() {
        if (closed) {
            throw new IllegalStateException(name + ": already committed or closed");
        }
        try {
            checkReplaceable(name, target, replaceable); // what has come since it was opened
            if (Files.exists(target)) {
                replace();
            } else {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
            TemporaryFiles.forget(temporary);
            closed = true;
        } catch (IOException e) {
            throw AtomicOutput.failed(name, "complete", e);
        }
    }

    private void replace() throws IOException {
        Path old = target.resolveSibling(AtomicOutput.temporaryName(target));
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        TemporaryFiles.register(old); // only now: what was there is lost with the new one in place
        TemporaryFiles.delete(old);
    }

    /// Drops what was not committed.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            TemporaryFiles.delete(temporary);
        } catch (IOException e) {
            throw AtomicOutput.failed(name, "close", e);
        }
    }
}
