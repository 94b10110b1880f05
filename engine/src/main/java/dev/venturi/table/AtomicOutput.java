package dev.venturi.table;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An output that bears its name only when it is complete.
///
/// Bytes go to a temporary file beside the target, which [#commit] renames; closing without it, and
/// the end of the process, Ctrl-C included, delete the file. A symbolic link is followed. Standard
/// output, pipes and devices are written directly. Nothing is forced to the disk: what is promised
/// holds when the process dies, not when the power fails.
///
/// Failures of the machine are [UncheckedIOException]s that name the target and the operation.
public final class AtomicOutput implements Closeable {
    private final String name;
    private final @Nullable Path target;
    private final @Nullable Path temporary;
    private final boolean overwrite;
    private final OutputStream file;
    private final OutputStream stream = new NamedStream();
    private boolean closed;
    private Consumer<Path> check = path -> {};

    private AtomicOutput(
            String name,
            @Nullable Path target,
            @Nullable Path temporary,
            boolean overwrite,
            OutputStream file) {
        this.name = name;
        this.target = target;
        this.temporary = temporary;
        this.overwrite = overwrite;
        this.file = file;
    }

    /// Opens the output a user named; `-` is standard output.
    ///
    /// @throws UsageException when it exists and may not be replaced, when its directory does not
    ///   exist
    public static AtomicOutput open(String written, boolean overwrite) {
        return written.equals("-") ? standardOutput() : to(Path.of(written), overwrite);
    }

    /// The standard output of the process.
    public static AtomicOutput standardOutput() {
        return direct("standard output", new FileOutputStream(FileDescriptor.out));
    }

    /// A stream that is written directly, such as standard output; it is closed with this.
    ///
    /// @param name how messages call it
    public static AtomicOutput direct(String name, OutputStream stream) {
        return new AtomicOutput(name, null, null, true, stream);
    }

    /// Opens a file that will exist once it is complete.
    ///
    /// @throws UsageException when it exists and may not be replaced, when its directory does not
    ///   exist
    public static AtomicOutput to(Path written, boolean overwrite) {
        String name = written.toString();
        try {
            Path target = followed(written);
            if (Files.isDirectory(target)) {
                throw new UsageException("%s: is a directory; name a file in it".formatted(name));
            }
            Path directory = target.toAbsolutePath().getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                throw new UsageException(
                        "%s: the directory %s does not exist; create it first"
                                .formatted(name, directory));
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                OutputStream device = Files.newOutputStream(target, StandardOpenOption.WRITE);
                return new AtomicOutput(name, null, null, true, device);
            }
            if (Files.exists(target) && !overwrite) {
                throw exists(name);
            }
            OwnedFiles.removeAbandoned(directory);
            Path temporary = directory.resolve(temporaryName(target));
            TemporaryFiles.register(temporary);
            try {
                FileChannel file =
                        FileChannel.open(
                                temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                lock(file);
                return new AtomicOutput(
                        name, target, temporary, overwrite, Channels.newOutputStream(file));
            } catch (IOException e) {
                TemporaryFiles.forget(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw failed(name, "create", e);
        }
    }

    /// Shows other processes that this file has a living owner.
    private static void lock(FileChannel file) {
        try {
            file.tryLock();
        } catch (IOException _) {
            // a file system without locks: the owner's number has to do
        }
    }

    /// Where to write; not buffered. Closing it has no effect.
    public OutputStream stream() {
        return stream;
    }

    /// How messages call it.
    public String name() {
        return name;
    }

    /// Has the complete file looked at before it bears its name: an exception leaves nothing of it.
    /// What is written directly is not looked at.
    public void checkedBy(Consumer<Path> complete) {
        check = complete;
    }

    /// Gives the complete file its name.
    public void commit() {
        if (closed) {
            throw new IllegalStateException(name + ": already committed or closed");
        }
        closed = true;
        try {
            file.close(); // some file systems say only now that the disk is full
            if (target == null || temporary == null) {
                return;
            }
            look(temporary);
            if (!overwrite && Files.exists(target)) {
                TemporaryFiles.delete(temporary);
                throw exists(name);
            }
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            TemporaryFiles.forget(temporary);
        } catch (IOException e) {
            delete(e);
            throw failure("complete", e);
        }
    }

    private void look(Path complete) throws IOException {
        boolean fine = false;
        try {
            check.accept(complete);
            fine = true;
        } finally {
            if (!fine) {
                TemporaryFiles.delete(complete);
            }
        }
    }

    /// Drops what was not committed.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
            if (temporary != null) {
                TemporaryFiles.delete(temporary);
            }
        } catch (IOException e) {
            delete(e);
            throw failure("close", e);
        }
    }

    private void delete(IOException because) {
        try {
            if (temporary != null) {
                TemporaryFiles.delete(temporary);
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /// What the name stands for behind its symbolic links.
    static Path followed(Path written) {
        Path path = written;
        try {
            for (int links = 0; Files.isSymbolicLink(path); links++) {
                if (links == 40) {
                    throw new IOException("too many symbolic links");
                }
                path = path.resolveSibling(Files.readSymbolicLink(path));
            }
        } catch (IOException e) {
            throw failed(written.toString(), "create", e);
        }
        return path;
    }

    static String temporaryName(Path target) {
        return OwnedFiles.name(String.valueOf(target.getFileName()));
    }

    private static UsageException exists(String name) {
        return new UsageException("%s: exists; use --overwrite to replace it".formatted(name));
    }

    private RuntimeException failure(String operation, IOException e) {
        String message = String.valueOf(e.getMessage());
        if (target == null && (message.contains("Broken pipe") || message.contains("pipe is"))) {
            return new OutputClosedException(e);
        }
        return failed(name, operation, e);
    }

    static UncheckedIOException failed(String name, String operation, IOException e) {
        String reason =
                e instanceof AccessDeniedException
                        ? "permission denied"
                        : e.getMessage() == null ? e.toString() : e.getMessage();
        return new UncheckedIOException("%s: cannot %s: %s".formatted(name, operation, reason), e);
    }

    /// Writes through, failures named.
    private final class NamedStream extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                file.write(bytes, from, length);
            } catch (IOException e) {
                throw failure("write", e);
            }
        }
    }
}
