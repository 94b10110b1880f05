package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.recording.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/// A recording of `Everything.java` by a Java, made once per Java.
///
/// @param directory with the program's classes
record RecordedProgram(Path java, Path directory, Path recording) {
    private static final Map<Path, RecordedProgram> MADE = new ConcurrentHashMap<>();
    private static final String SOURCE = source();

    /// All Javas that are here.
    static List<RecordedProgram> all() {
        return Jdks.all().stream().map(RecordedProgram::of).toList();
    }

    /// By the Java that runs the tests.
    static RecordedProgram current() {
        return of(Jdks.current());
    }

    private static RecordedProgram of(Path java) {
        return MADE.computeIfAbsent(
                java,
                _ -> {
                    try {
                        return make(java, Files.createTempDirectory("recorded-program"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    Profile profile() {
        return Recording.read(recording, options());
    }

    RecordingOptions options() {
        return RecordingOptions.DEFAULTS.withDirectory(directory);
    }

    boolean is17() {
        return !java.equals(Jdks.current());
    }

    /// The line with a comment.
    static int line(String comment) {
        List<String> lines = SOURCE.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + comment)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(comment);
    }

    /// The line with a comment, in a profile.
    static LineShare line(Cpu cpu, String comment) {
        int number = line(comment);
        List<LineShare> found =
                cpu.lines().stream()
                        .filter(line -> line.site().file().equals("Everything.java"))
                        .filter(line -> line.site().line() == number)
                        .toList();
        assertThat(found).as(comment).hasSize(1);
        return found.getFirst();
    }

    private static String source() {
        try (InputStream in = RecordedProgram.class.getResourceAsStream("Everything.java")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Records it once more.
    ///
    /// @param directory an empty one
    static RecordedProgram make(Path java, Path directory) {
        try {
            Path source = Files.writeString(directory.resolve("Everything.java"), SOURCE);
            Path classes = Files.createDirectory(directory.resolve("classes"));
            String[] compile = {
                "--release", "17", "-g", "-d", classes.toString(), source.toString()
            };
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, compile) != 0) {
                throw new IllegalStateException("Everything.java does not compile");
            }
            Path recording = directory.resolve("run.jfr");
            run(java, directory, recording);
            return new RecordedProgram(java, directory, recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Path java, Path directory, Path recording)
            throws IOException, InterruptedException {
        String jfr =
                "settings=profile,path-to-gc-roots=true,jdk.ThreadPark#threshold=1ms,jdk.ThreadSleep#threshold=1ms,jdk.ThreadSleep#enabled=true,filename="
                        + recording;
        for (String event : List.of("FileRead", "FileWrite", "JavaExceptionThrow")) {
            jfr += ",jdk.%1$s#enabled=true,jdk.%1$s#stackTrace=true".formatted(event);
        }
        jfr += ",jdk.FileRead#threshold=0ms,jdk.FileWrite#threshold=0ms";
        if (java.equals(Jdks.current())) {
            jfr +=
                    ",jdk.CPUTimeSample#enabled=true,jdk.FileRead#throttle=off,jdk.FileWrite#throttle=off,jdk.JavaExceptionThrow#throttle=off";
        }
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(
                List.of(
                        "-Xmx300m",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+DebugNonSafepoints",
                        "-XX:StartFlightRecording:" + jfr,
                        "-cp",
                        "classes",
                        "shop.Everything",
                        "data.bin",
                        "--password=hunter2"));
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("output.txt").toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(directory.resolve("output.txt")));
        }
    }
}
