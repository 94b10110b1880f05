package dev.venturi.cli.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process to start with an environment that holds nothing but what a test says.
final class Launch {
    /// What a finished process left.
    record Result(int exit, String out, String err) {}

    /// A process whose result is awaited.
    record Running(Process process, Path out, Path err) {
        Result result() throws IOException, InterruptedException {
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("still running after 15 minutes");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private final Path scratch;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory;

    /// @param scratch holds the output and the home of the user
    Launch(Path scratch) {
        this.scratch = scratch;
        this.directory = scratch;
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", scratch.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("VENTURI_CDS", "off");
    }

    Launch with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Launch without(String name) {
        environment.remove(name);
        return this;
    }

    Launch in(Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    Result run(Object... command) throws IOException, InterruptedException {
        return start(command).result();
    }

    Running start(Object... command) throws IOException {
        Path out = Files.createTempFile(scratch, "out", null);
        Path err = Files.createTempFile(scratch, "err", null);
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /// Copies a directory with the times and permissions of its files, except directories named
    /// `target`.
    static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path dir, BasicFileAttributes attributes) throws IOException {
                        if (!dir.equals(from) && dir.endsWith("target")) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(dir)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(
                                file,
                                to.resolve(from.relativize(file)),
                                StandardCopyOption.COPY_ATTRIBUTES);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
