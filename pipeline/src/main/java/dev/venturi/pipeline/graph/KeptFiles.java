package dev.venturi.pipeline.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The files of a result, in the order of their names: what they hold, to know equal ones, and a
/// checksum of each, to notice damage at the speed of the disk.
///
/// @param contentHash SHA-256 of names and bytes
record KeptFiles(List<KeptFile> files, String contentHash) {
    private static final int BLOCK = 1 << 16;

    /// One of them.
    ///
    /// @param name path from the directory, with `/` between its parts
    /// @param crc CRC32C of all bytes, 8 digits
    record KeptFile(String name, long bytes, String crc) {}

    KeptFiles {
        files = List.copyOf(files);
    }

    /// Reads all files of a directory.
    ///
    /// @throws InterruptedIOException when the thread is interrupted, as a stage that has to stop
    ///   is
    /// @throws IOException also for what is neither a file nor a directory
    static KeptFiles of(Path directory) throws IOException {
        ContentHash hash = ContentHash.begin();
        List<KeptFile> files = new ArrayList<>();
        byte[] block = new byte[BLOCK];
        for (Path path : list(directory)) {
            String name = name(directory, path);
            CRC32C crc = new CRC32C();
            long bytes = 0;
            hash.text(name).number(Files.size(path));
            try (InputStream in = Files.newInputStream(path)) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    stopIfInterrupted(path);
                    crc.update(block, 0, n);
                    hash.bytes(block, n);
                    bytes += n;
                }
            }
            files.add(new KeptFile(name, bytes, digits(crc)));
        }
        return new KeptFiles(files, hash.hex());
    }

    /// What is wrong with the files of a directory that should hold these; empty if nothing is.
    Optional<String> damage(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path path : list(directory)) {
            found.add(name(directory, path));
        }
        List<String> expected = files.stream().map(KeptFile::name).toList();
        if (!found.equals(expected)) {
            return Optional.of(
                    "%s: found the files %s, expected %s".formatted(directory, found, expected));
        }
        byte[] block = new byte[BLOCK];
        for (KeptFile file : files) {
            Path path = directory.resolve(file.name());
            long bytes = Files.size(path);
            if (bytes != file.bytes()) {
                return Optional.of(
                        "%s: found %,d bytes, expected %,d".formatted(path, bytes, file.bytes()));
            }
            CRC32C crc = new CRC32C();
            try (InputStream in = Files.newInputStream(path)) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    stopIfInterrupted(path);
                    crc.update(block, 0, n);
                }
            }
            if (!digits(crc).equals(file.crc())) {
                return Optional.of(
                        "%s: found CRC32C %s, expected %s"
                                .formatted(path, digits(crc), file.crc()));
            }
        }
        return Optional.empty();
    }

    long bytes() {
        return files.stream().mapToLong(KeptFile::bytes).sum();
    }

    /// The streams of [Files] do not heed an interrupt.
    private static void stopIfInterrupted(Path file) throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException(file + ": interrupted while it was read");
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(path);
                } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(path + ": a result consists of files and directories");
                }
            }
        }
        files.sort((a, b) -> name(directory, a).compareTo(name(directory, b)));
        return files;
    }

    private static String name(Path directory, Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }

    static String digits(CRC32C crc) {
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
