package dev.venturi.pipeline.stage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Classes of the user's own, by name.
final class OwnClasses {
    private OwnClasses() {}

    /// Makes an object of a class.
    ///
    /// @param as what it has to be
    /// @param with texts for its constructor; without any, one that takes nothing serves as well
    /// @throws dev.venturi.table.UsageException when there is none, it is something else, or its
    ///   constructor fails
    static <T> T make(
            String name, Class<T> as, Map<String, String> with, ClassLoader classes, Roles roles) {
        try {
            Class<?> found = Class.forName(name, true, classes);
            if (!as.isAssignableFrom(found)) {
                throw roles.problem(
                        "class",
                        "%s is no %s; let it implement %s"
                                .formatted(name, as.getSimpleName(), as.getName()));
            }
            return as.cast(made(found, with, roles));
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw roles.problem(
                    "class",
                    "no class %s; add the jar or directory that holds it to classpath:%s"
                            .formatted(
                                    name,
                                    e instanceof NoClassDefFoundError
                                            ? " (%s)".formatted(e.getMessage())
                                            : ""));
        } catch (LinkageError e) {
            throw roles.problem("class", "%s cannot be loaded: %s".formatted(name, e));
        }
    }

    private static Object made(Class<?> found, Map<String, String> with, Roles roles) {
        String name = found.getName();
        try {
            try {
                return found.getConstructor(Map.class).newInstance(with);
            } catch (NoSuchMethodException e) {
                if (!with.isEmpty()) {
                    throw roles.problem(
                            "with",
                            "%s has no public constructor that takes a Map of texts"
                                    .formatted(name));
                }
                return found.getConstructor().newInstance();
            }
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw roles.problem(
                    "class",
                    "%s: expected a public class with a public constructor that takes nothing, or a Map of texts"
                            .formatted(name));
        } catch (InvocationTargetException e) {
            throw roles.problem(
                    "class", "%s: its constructor fails: %s".formatted(name, e.getCause()));
        }
    }

    /// What tells its code from another: a checksum of its class file.
    static String code(String name, ClassLoader classes) throws IOException {
        String file = name.replace('.', '/') + ".class";
        try (@Nullable InputStream stream = classes.getResourceAsStream(file)) {
            if (stream == null) {
                return "";
            }
            CRC32C crc = new CRC32C();
            crc.update(stream.readAllBytes());
            return HexFormat.of().toHexDigits((int) crc.getValue());
        }
    }
}
