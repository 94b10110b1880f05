package dev.venturi.cli.ladder;

import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The directory of a demo: its files are replaced by the next one, files of others never.
///
/// @param path marked by an empty file, so that the next demo knows it as its own
public record DemoDirectory(Path path) {
    private static final String MARK = ".venturi-demo";

    /// Makes the directory, or takes over that of an earlier demo.
    ///
    /// @throws UsageException when it holds files and was not made by a demo
    public static DemoDirectory prepare(Path path) throws IOException {
        Path mark = path.resolve(MARK);
        if (Files.exists(path) && !Files.exists(mark)) {
            if (!Files.isDirectory(path)) {
                throw new UsageException(
                        "%s: is a file; name a directory with --keep".formatted(path));
            }
            if (!isEmpty(path)) {
                throw new UsageException(
                        "%s: holds files that no demo made; name another directory with --keep"
                                .formatted(path));
            }
        }
        Files.createDirectories(path);
        if (!Files.exists(mark)) {
            Files.createFile(mark);
        }
        return new DemoDirectory(path);
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    /// The vitals table.
    public Path vitals() {
        return path.resolve("vitals.csv");
    }

    /// Its features.
    public Path features() {
        return path.resolve("features.csv");
    }

    /// The same features by the other kernels, only to be compared.
    public Path again() {
        return path.resolve("features-again.csv");
    }
}
