package dev.venturi.csv;

import dev.venturi.integrity.FileChecksums;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One file of an input as it was when the input was expanded.
///
/// @param name how messages call it: as the user wrote it or as it was found under that; `standard
///   input` for `-`
/// @param partitions columns its directories give (`day=2026-01-01`), in the order of the path
/// @param size bytes, as stored
/// @param key what tells it from another file that takes its place; null where the system has none
/// @param checksums what its bytes are verified against whenever they are read; null for nothing
public record InputFile(
        String name,
        Path path,
        Map<String, String> partitions,
        long size,
        FileTime modified,
        @Nullable Object key,
        @Nullable FileChecksums checksums) {
    static final String STANDARD_INPUT = "standard input";

    /// A file as it is now.
    static InputFile at(String name, Path path, Map<String, String> partitions) throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return new InputFile(
                name, path, partitions, now.size(), now.lastModifiedTime(), now.fileKey(), null);
    }

    /// The same file, whose bytes are verified from now on.
    @Internal
    public InputFile withChecksums(FileChecksums expected) {
        return new InputFile(name, path, partitions, size, modified, key, expected);
    }

    /// Its bytes from the first; verified where there are checksums.
    @Internal
    public InputStream openStream() {
        return new StoredStream(StoredBytes.open(this));
    }

    /// The exception for a machine that refuses: names the file and the operation.
    @Internal
    public UncheckedIOException failed(String operation, IOException cause) {
        return failed(name, operation, cause);
    }

    static UncheckedIOException failed(String name, String operation, IOException cause) {
        return new UncheckedIOException(
                "%s: cannot %s: %s".formatted(name, operation, reason(cause)), cause);
    }

    /// Complains when the file is no longer the one that was found first.
    @Internal
    public void checkUnchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != size) {
                throw changed("it had %,d bytes and has %,d".formatted(size, now.size()));
            }
            if (!now.lastModifiedTime().equals(modified)) {
                throw changed("it was written to");
            }
            if (!Objects.equals(now.fileKey(), key)) {
                throw changed("another file has taken its place");
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /// The exception for a file that is no longer what it was.
    @Internal
    public MalformedDataException changed(String how) {
        return new MalformedDataException(
                Position.ofFile(name),
                "the file changed while it was being read: %s; read a copy of it".formatted(how));
    }

    /// The exception for compressed data that cannot be unpacked.
    MalformedDataException damaged(ZipException cause) {
        return new MalformedDataException(
                Position.ofFile(name),
                "expected a whole gzip file, found %s; get the file again"
                        .formatted(cause.getMessage()),
                cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it no longer exists";
            default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
        };
    }
}
