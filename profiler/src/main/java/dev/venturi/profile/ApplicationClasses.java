package dev.venturi.profile;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The classes of a program's own directories and jars, found by its class path.
///
/// Its own are all directories, the jar that was started or holds the main class, and jars with
/// classes in the same organisation's packages; of a fat jar `BOOT-INF/classes` alone. Known
/// frameworks are left out even there, since they may have been packed in.
final class ApplicationClasses implements UserCode {
    private static final String CLASS = ".class";
    private static final List<String> INNER = List.of("BOOT-INF/classes/", "WEB-INF/classes/");

    private final List<Place> places;
    private final Map<String, Boolean> known = new HashMap<>();

    private ApplicationClasses(List<Place> places) {
        this.places = places;
    }

    /// One directory or jar.
    ///
    /// @param inner where in the jar classes stand, `BOOT-INF/classes/` or nothing
    /// @param entries the class files of the jar, without [#inner]; of a directory none
    private record Place(Path path, boolean directory, String inner, Set<String> entries) {
        boolean has(String entry) {
            return directory ? Files.isRegularFile(path.resolve(entry)) : entries.contains(entry);
        }

        /// The bytes; empty when the file is gone or another by now.
        Optional<byte[]> read(String entry) {
            try {
                if (directory) {
                    return Optional.of(Files.readAllBytes(path.resolve(entry)));
                }
                try (ZipFile jar = new ZipFile(path.toFile())) {
                    ZipEntry found = jar.getEntry(inner + entry);
                    if (found == null) {
                        return Optional.empty();
                    }
                    try (InputStream in = jar.getInputStream(found)) {
                        return Optional.of(in.readAllBytes());
                    }
                }
            } catch (IOException _) {
                return Optional.empty();
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
        boolean started = main.endsWith(".jar");
        boolean mainIsFramework = !started && !UserCode.outsideFrameworks().isUser(main);
        List<Place> own = new ArrayList<>();
        if (main.isEmpty() || mainIsFramework) {
            return new ApplicationClasses(own);
        }
        for (String part : classPath.split(File.pathSeparator, -1)) {
            Path path = resolve(directory, part);
            if (Files.isDirectory(path)) {
                own.add(new Place(path, true, "", Set.of()));
            } else if (Files.isRegularFile(path)) {
                jar(path, main, started).ifPresent(own::add);
                if (started && path.endsWith(Path.of(main).getFileName())) {
                    own.addAll(besideStarted(path));
                }
            }
        }
        return new ApplicationClasses(own);
    }

    /// The jars that the manifest of the started one names and that hold classes of the same
    /// organisation.
    private static List<Place> besideStarted(Path started) {
        List<Place> own = new ArrayList<>();
        try (JarFile jar = new JarFile(started.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes attributes =
                    manifest == null ? new Attributes() : manifest.getMainAttributes();
            String main = attributes.getValue(Attributes.Name.MAIN_CLASS);
            String beside = attributes.getValue(Attributes.Name.CLASS_PATH);
            if (main != null && beside != null) {
                for (String part : beside.strip().split("\\s+", -1)) {
                    Path path = resolve(started.toAbsolutePath().resolveSibling(""), part);
                    if (Files.isRegularFile(path)) {
                        jar(path, main, false).ifPresent(own::add);
                    }
                }
            }
        } catch (IOException _) {
            return List.of(); // gone, or no jar
        }
        return own;
    }

    /// A jar, when it is the application's and holds a class of no framework: what is started may
    /// be a launcher that loads the application from elsewhere.
    private static Optional<Place> jar(Path path, String main, boolean started) {
        try (ZipFile jar = new ZipFile(path.toFile())) {
            Optional<String> inner =
                    INNER.stream().filter(each -> jar.getEntry(each) != null).findFirst();
            boolean own =
                    inner.isPresent()
                            || (started
                                    ? path.endsWith(Path.of(main).getFileName())
                                    : jar.getEntry(entry(main)) != null
                                            || holdsPackage(jar, organisation(main)));
            if (!own) {
                return Optional.empty();
            }
            Set<String> entries = classes(jar, inner.orElse(""));
            return entries.stream().anyMatch(ApplicationClasses::ofNoFramework)
                    ? Optional.of(new Place(path, false, inner.orElse(""), entries))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // gone, or no jar
        }
    }

    private static Set<String> classes(ZipFile jar, String inner) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(inner) && name.endsWith(CLASS))
                .map(name -> name.substring(inner.length()))
                .collect(Collectors.toSet());
    }

    private static boolean ofNoFramework(String entry) {
        String type = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
        return !type.equals("module-info") && UserCode.outsideFrameworks().isUser(type);
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

    private static boolean holdsPackage(ZipFile jar, String folder) {
        return !folder.isEmpty()
                && jar.stream().anyMatch(entry -> entry.getName().startsWith(folder));
    }

    private static String entry(String type) {
        return type.replace('.', '/') + CLASS;
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
                return place.read(entry);
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
