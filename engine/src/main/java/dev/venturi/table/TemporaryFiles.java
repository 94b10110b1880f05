package dev.venturi.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The temporary files of this process: deleted when it ends before their owners did it, Ctrl-C
/// included.
@Internal
public final class TemporaryFiles {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(TemporaryFiles::deleteAll, "venturi-temporary-files"));
    }

    private TemporaryFiles() {}

    /// Takes note of a file that is about to exist, or does already.
    public static void register(Path file) {
        FILES.add(file);
    }

    /// Forgets a file that now has another name.
    public static void forget(Path file) {
        FILES.remove(file);
    }

    /// Deletes a file, if it is there, and forgets it.
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        FILES.remove(file);
    }

    private static void deleteAll() {
        for (Path file : FILES) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException _) {
                // the process is ending: nobody is left to tell
            }
        }
    }
}
