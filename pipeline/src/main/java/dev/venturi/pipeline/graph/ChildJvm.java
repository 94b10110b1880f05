package dev.venturi.pipeline.graph;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the JVM of an isolated stage is started.
///
/// @param java the program
/// @param options of the JVM, before the class path
/// @param classPath where classes are, parts divided as the system does
public record ChildJvm(Path java, List<String> options, String classPath) {
    public ChildJvm {
        options = List.copyOf(options);
    }

    /// The Java and the class path of this process, the heap Java chooses.
    public static ChildJvm likeThis() {
        return new ChildJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("--enable-native-access=ALL-UNNAMED"),
                System.getProperty("java.class.path"));
    }

    /// The same with a largest heap.
    public ChildJvm withHeapBytes(long bytes) {
        return withOption("-Xmx" + bytes);
    }

    /// The same with a further option of the JVM.
    public ChildJvm withOption(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new ChildJvm(java, more, classPath);
    }

    /// The same with further classes, behind the others.
    public ChildJvm withClasses(Path jarOrDirectory) {
        return new ChildJvm(java, options, classPath + File.pathSeparator + jarOrDirectory);
    }

    List<String> command(Class<?> main, String argument) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName(), argument));
        return command;
    }
}
