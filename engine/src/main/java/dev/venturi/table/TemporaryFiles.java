package dev.venturi.table;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The temporary files of this process, and directories of such: deleted when it ends before their
/// owners did it, Ctrl-C included.
@Internal
public final class TemporaryFiles {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(TemporaryFiles::deleteAll, "venturi-temporary-files"));
    }

    private TemporaryFiles() {}

    /// Takes note of a file or directory that is about to exist, or does already.
    public static void register(Path file) {
        FILES.add(file);
    }

    /// Forgets a file that now has another name.
    public static void forget(Path file) {
        FILES.remove(file);
    }

    /// Deletes a file or a directory with all files in it, if it is there, and forgets it.
    public static void delete(Path file) throws IOException {
        deleteAll(file);
        FILES.remove(file);
    }

    private static void deleteAll(Path file) throws IOException {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
            return;
        }
        // under another name nobody can put further files into it
        Path going = file.resolveSibling(file.getFileName() + ".deleted");
        Files.move(file, going, StandardCopyOption.ATOMIC_MOVE);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(going)) {
            for (Path entry : entries) {
                deleteAll(entry);
            }
        }
        Files.deleteIfExists(going);
    }

    private static void deleteAll() {
        for (Path file : FILES) {
            try {
                deleteAll(file);
            } catch (IOException _) {
                // the process is ending: nobody is left to tell
            }
        }
    }
}
