package dev.venturi.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A `java` that stands before the real one on the path of a profiled script, and in a stand-in for
/// its JAVA_HOME: adds our options, gives the environment back as it was, and becomes the real one.
///
/// So no variable of the environment is needed that makes each JVM talk on standard error
/// (JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS), and the JVMs see the environment that they would have
/// seen without us. Commands such as `java -version`, which scripts ask, stay as they are.
final class JavaShim {
    private static final String ANSWERS =
            "-version|--version|-showversion|--show-version|-fullversion|--full-version|-help|--help|-h|'-?'|-X|--help-extra|--list-modules|--validate-modules|-d|--describe-module|--dry-run";

    private JavaShim() {}

    /// Makes a directory of commands in which `java` is ours. It is a link into a stand-in for the
    /// home, since scripts look from there for what stands beside it.
    static Path commands(Path directory, Path home) throws IOException {
        Files.createDirectories(directory);
        Files.createSymbolicLink(directory.resolve("java"), home.resolve("bin/java"));
        return directory;
    }

    /// Makes a Java home that is another but for its `java`.
    static Path home(Path directory, Path real, String script) throws IOException {
        link(directory, real, "bin");
        Path bin = directory.resolve("bin");
        link(bin, real.resolve("bin"), "java");
        Path java = Files.writeString(bin.resolve("java"), script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }

    private static void link(Path directory, Path real, String except) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(real)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (name != null && !name.toString().equals(except)) {
                    Files.createSymbolicLink(directory.resolve(name.toString()), entry);
                }
            }
        }
    }

    /// The script.
    ///
    /// @param java the real launcher
    /// @param options ours; `$pid` in them is the process
    /// @param environment what the variables were that we changed; null: not set
    /// @param where the file for the directory in which it is started; `$pid` in it as in options
    static String script(
            Path java,
            List<String> options,
            Map<String, @Nullable String> environment,
            Path where) {
        StringBuilder restore = new StringBuilder();
        environment.forEach((name, value) ->
                restore.append(
                        value == null
                                ? "unset %s\n".formatted(name)
                                : "%s=%s; export %s\n".formatted(name, quote(value), name)));
        StringJoiner added = new StringJoiner(" ");
        options.forEach(option -> added.add(withPid(option)));
        return """
        #!/bin/sh
        # Stands in for java while venturi records: the environment as it was, and options added.
        %s
        pid=$$ found= n=$#
        while [ "$n" -gt 0 ]; do
            a=$1; shift; n=$((n - 1))
            if [ -z "$found" ]; then
                case $a in
                    %s) found=no ;;
                    %s)
                        if [ "$n" -gt 0 ]; then set -- "$@" "$a" "$1"; shift; n=$((n - 1)); continue; fi ;;
                    -jar|-m|--module|--module=*|@*) found=yes ;;
                    -*) ;;
                    *) found=yes ;;
                esac
                if [ "$found" = yes ]; then
                    { pwd >%s; } 2>/dev/null
                    set -- "$@" %s
                fi
            fi
            set -- "$@" "$a"
        done
        exec %s "$@"
        """
                .formatted(
                        restore,
                        ANSWERS,
                        String.join("|", ChildOptions.WITH_VALUE.stream().sorted().toList()),
                        withPid(where.toString()),
                        added,
                        quote(java.toString()));
    }

    private static String withPid(String text) {
        return quote(text).replace("$pid", "'\"$pid\"'");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
