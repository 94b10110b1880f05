package dev.venturi.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Files of a package that npm fetches by its name, kept in the build directory: tables that nobody
/// here has written.
public final class NpmPackage {
    private static final Path CACHE = Path.of("target", "npm");

    private NpmPackage() {}

    /// The directory of an unpacked package; fetched once.
    ///
    /// @throws IllegalStateException when npm is not installed or does not find the package, with
    ///   what to do
    public static Path unpacked(String name, String version)
            throws IOException, InterruptedException {
        Path folder = CACHE.resolve(name + "-" + version);
        if (Files.isDirectory(folder)) {
            return folder.resolve("package");
        }
        Path fetched = Files.createDirectories(CACHE.resolve(name + "-" + version + ".part"));
        run(fetched, "npm", "pack", "--silent", "--prefer-offline", name + "@" + version);
        run(fetched, "tar", "-xzf", "%s-%s.tgz".formatted(name, version));
        Files.move(fetched, folder);
        return folder.resolve("package");
    }

    private static void run(Path directory, String... command)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%1$s is missing: install it for the tests of foreign tables, for example:"
                            .concat(" apt-get install %1$s")
                            .formatted(command[0]),
                    e);
        }
        try {
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        "%s failed: %s%nIt fetches tables for the tests of foreign tables; it needs a"
                                        .formatted(
                                                String.join(" ", command),
                                                Files.readString(output).strip())
                                + " registry that npm can reach (npm config get registry) or the"
                                + " package in npm's cache (npm cache add NAME@VERSION)");
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
