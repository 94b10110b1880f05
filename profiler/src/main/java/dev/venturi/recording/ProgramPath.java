package dev.venturi.recording;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds programs as a shell does.
final class ProgramPath {
    private ProgramPath() {}

    /// The file that a command names.
    ///
    /// @throws CaptureException when there is none
    static Path find(String name) {
        if (name.isEmpty()) {
            throw CaptureException.usage("the command is empty; expected a program to run");
        }
        if (name.indexOf('/') < 0) {
            return onPath(name)
                    .orElseThrow(() ->
                            CaptureException.usage(
                                    "%s: command not found; name a program on the PATH, or a file, as in ./%s"
                                            .formatted(name, name)));
        }
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            throw CaptureException.usage("%s: no such file; nothing was run".formatted(name));
        }
        if (Files.isDirectory(file)) {
            throw CaptureException.usage(
                    "%s: is a directory, expected a program; nothing was run".formatted(name));
        }
        if (!Files.isExecutable(file)) {
            throw CaptureException.machine(
                    "%s: permission denied to run it; nothing was run".formatted(name));
        }
        return file;
    }

    /// The first executable file of that name in the directories of PATH.
    static Optional<Path> onPath(String name) {
        String path = System.getenv("PATH");
        for (String directory : (path == null ? "/usr/bin:/bin" : path).split(":", -1)) {
            Path file = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// Whether a program is a launcher of Java, which takes options of the JVM.
    static boolean isJava(Path program) {
        return program.endsWith("java");
    }
}
