package dev.venturi.profile;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The classes of a program's own directories and jars, found by its class path.
///
/// Its own are all directories, the jar that was started or holds the main class, and jars with
/// classes in the same organisation's packages; of a fat jar `BOOT-INF/classes` alone. Known
/// frameworks are left out even there, since they may have been packed in.
final class ApplicationClasses implements UserCode {
    private static final List<String> INNER = List.of("BOOT-INF/classes/", "WEB-INF/classes/");

    private final List<Place> places;
    private final Map<String, Boolean> known = new HashMap<>();

    private ApplicationClasses(List<Place> places) {
        this.places = places;
    }

    /// One directory or jar.
    ///
    /// @param inner where in the jar classes stand, `BOOT-INF/classes/` or nothing
    private record Place(Path path, boolean directory, String inner) {
        boolean has(String entry) {
            if (directory) {
                return Files.isRegularFile(path.resolve(entry));
            }
            try (ZipFile jar = new ZipFile(path.toFile())) {
                return jar.getEntry(inner + entry) != null;
            } catch (IOException _) {
                return false; // a jar that is gone, or none: then it is not the program's
            }
        }

        byte[] read(String entry) throws IOException {
            if (directory) {
                return Files.readAllBytes(path.resolve(entry));
            }
            try (ZipFile jar = new ZipFile(path.toFile())) {
                ZipEntry found = jar.getEntry(inner + entry);
                if (found == null) {
                    return new byte[0];
                }
                try (InputStream in = jar.getInputStream(found)) {
                    return in.readAllBytes();
                }
            }
        }
    }

    /// Finds them.
    ///
    /// @param directory where the program was started
    /// @param classPath as the JVM had it
    /// @param command main class or jar, and arguments
    static ApplicationClasses find(Path directory, String classPath, String command) {
        String main = command.isBlank() ? "" : command.strip().split("\\s+", 2)[0];
        List<Place> own = new ArrayList<>();
        List<Path> jars = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator, -1)) {
            Path path = resolve(directory, part);
            if (Files.isDirectory(path)) {
                own.add(new Place(path, true, ""));
            } else if (Files.isRegularFile(path)) {
                jars.add(path);
            }
        }
        boolean started = main.endsWith(".jar");
        String mainEntry = entry(main);
        for (Path jar : jars) {
            Optional<String> inner = inner(jar);
            Place place = new Place(jar, false, inner.orElse(""));
            boolean isStarted = started && jar.endsWith(Path.of(main).getFileName());
            if (inner.isPresent() || isStarted || (!started && place.has(mainEntry))) {
                own.add(place);
            } else if (!started && holdsPackage(jar, organisation(main))) {
                own.add(place);
            }
        }
        boolean mainIsFramework = !started && !UserCode.outsideFrameworks().isUser(main);
        return new ApplicationClasses(mainIsFramework || main.isEmpty() ? List.of() : own);
    }

    /// The path; of another system's it is a path that does not exist.
    private static Path resolve(Path directory, String part) {
        try {
            return directory.resolve(part);
        } catch (InvalidPathException _) {
            return directory.resolve("no such path");
        }
    }

    /// `com/acme/` of `com.acme.shop.Main`; nothing where a package has fewer parts.
    private static String organisation(String main) {
        String[] parts = main.split("\\.", -1);
        return parts.length < 3 ? "" : parts[0] + "/" + parts[1] + "/";
    }

    private static boolean holdsPackage(Path file, String folder) {
        if (folder.isEmpty()) {
            return false;
        }
        try (ZipFile jar = new ZipFile(file.toFile())) {
            return jar.stream().anyMatch(entry -> entry.getName().startsWith(folder));
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<String> inner(Path file) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            return INNER.stream().filter(inner -> jar.getEntry(inner) != null).findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String entry(String type) {
        return type.replace('.', '/') + ".class";
    }

    /// Whether anything was found: else nothing can be said of any class.
    boolean isKnown() {
        return !places.isEmpty();
    }

    @Override
    public boolean isUser(String type) {
        return UserCode.outsideFrameworks().isUser(type)
                && known.computeIfAbsent(type, this::isThere);
    }

    private boolean isThere(String type) {
        String entry = entry(type);
        return places.stream().anyMatch(place -> place.has(entry));
    }

    /// The class file of a class.
    ///
    /// @return empty when it is not among them
    Optional<byte[]> classFile(String type) {
        String entry = entry(type);
        for (Place place : places) {
            if (place.has(entry)) {
                try {
                    return Optional.of(place.read(entry));
                } catch (IOException e) {
                    throw new UncheckedIOException("%s: cannot read it".formatted(place.path()), e);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String describe() {
        return "user code is the classes of "
                + places.stream()
                        .map(place ->
                                place.inner().isEmpty()
                                        ? name(place.path())
                                        : name(place.path()) + "!" + place.inner())
                        .collect(Collectors.joining(", "))
                + ", less known frameworks (--app PREFIX changes it)";
    }

    private static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null || name.toString().isEmpty() ? path.toString() : name.toString();
    }
}
