package dev.venturi.profile;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which source file a class stands in: recordings do not say. The class file says it, where it is
/// at hand; otherwise the file has the name of the outermost class.
final class SourceFiles {
    private final ApplicationClasses classes;
    private final Map<String, String> files = new HashMap<>();

    SourceFiles(ApplicationClasses classes) {
        this.classes = classes;
    }

    /// The name without directories; empty where there is no class.
    String of(String type) {
        return files.computeIfAbsent(type, this::find);
    }

    /// The class file of one of the application's classes; empty when it is not at hand.
    Optional<byte[]> classFile(String type) {
        return classes.classFile(type);
    }

    private String find(String type) {
        if (type.isEmpty()) {
            return "";
        }
        return classes.isKnown() && UserCode.outsideFrameworks().isUser(type)
                ? classes.classFile(type)
                        .flatMap(SourceFiles::attribute)
                        .orElseGet(() -> ofName(type))
                : ofName(type);
    }

    private static Optional<String> attribute(byte[] bytes) {
        try {
            return ClassFile.of()
                    .parse(bytes)
                    .findAttribute(Attributes.sourceFile())
                    .map(attribute -> attribute.sourceFile().stringValue());
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not a class file we can read: of a newer Java
        }
    }

    private static String ofName(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        int nested = name.indexOf('$', 1);
        String outermost = nested < 0 ? name : name.substring(0, nested);
        return outermost + (outermost.endsWith("Kt") ? ".kt" : ".java");
    }
}
