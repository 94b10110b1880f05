package dev.venturi.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The Javas on which programs of tests run: the one that runs the tests, and a Java 17 from the
/// property `venturi.java17` or from where systems keep theirs.
public final class Jdks {
    private Jdks() {}

    public static Path current() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// All there are; what is left out without a Java 17 is said on standard error.
    public static List<Path> all() {
        Optional<Path> seventeen = seventeen();
        if (seventeen.isEmpty()) {
            System.err.println(
                    "LEFT OUT: no Java 17 found, tests of recording run on this Java only");
            return List.of(current());
        }
        return List.of(current(), seventeen.get());
    }

    public static Optional<Path> seventeen() {
        String named = System.getProperty("venturi.java17", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named, "bin", "java"));
        }
        for (String parent :
                List.of(
                        "/usr/lib/jvm",
                        "/Library/Java/JavaVirtualMachines",
                        System.getProperty("user.home") + "/.sdkman/candidates/java",
                        System.getProperty("user.home") + "/.jdks")) {
            Path directory = Path.of(parent);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> homes = Files.list(directory)) {
                    Optional<Path> found =
                            homes.sorted()
                                    .map(home -> home.resolve("bin/java"))
                                    .filter(Files::isExecutable)
                                    .filter(Jdks::isSeventeen)
                                    .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSeventeen(Path java) {
        try {
            return JavaHome.of(java).feature() == 17;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
