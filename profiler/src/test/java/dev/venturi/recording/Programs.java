package dev.venturi.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A program that does as its arguments say, compiled for Java 17, and processes that run it.
final class Programs {
    private static final String SOURCE =
            """
            public class Chores {
                public static void main(String[] args) throws Exception {
                    for (int i = 0; i < args.length; i++) {
                        switch (args[i]) {
                            case "say" -> System.out.println(args[++i]);
                            case "complain" -> System.err.println(args[++i]);
                            case "echo" -> System.out.println(new String(System.in.readAllBytes()));
                            case "variable" -> System.out.println(args[++i] + "=" + System.getenv(args[i]));
                            case "work" -> work(Integer.parseInt(args[++i]));
                            case "steps" -> steps(Integer.parseInt(args[++i]));
                            case "exit" -> System.exit(Integer.parseInt(args[++i]));
                            case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(args[++i]));
                            case "last" -> {
                                String words = args[++i];
                                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(words)));
                            }
                            default -> System.out.println("argument " + args[i]);
                        }
                        System.out.flush();
                    }
                }

                static void steps(int millis) {
                    long end = System.nanoTime() + millis * 1_000_000L;
                    long sum = 1;
                    while (System.nanoTime() < end) {
                        sum = step(sum);
                    }
                    if (sum == 42) {
                        System.out.println();
                    }
                }

                static long step(long sum) {
                    for (int i = 1; i < 10_000; i++) {
                        sum +=
                            (sum | 0x123456789abcL) % i;
                        sum ^= i;
                    }
                    return sum;
                }

                static void work(int millis) {
                    long end = System.nanoTime() + millis * 1_000_000L;
                    long sum = 0;
                    while (System.nanoTime() < end) {
                        for (int i = 1; i < 100_000; i++) {
                            sum += sum % i + i;
                        }
                    }
                    if (sum == 42) {
                        System.out.println();
                    }
                }
            }
            """;

    /// Where `step` of [#SOURCE] spends its time; the line after it belongs to the same loop.
    static final int DIVISION_LINE = 37;

    /// What a finished process left.
    record Result(int exit, String out, String err) {}

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    /// @param directory for classes and outputs
    Programs(Path directory) throws IOException {
        this.directory = directory;
        Path source = directory.resolve("Chores.java");
        Files.writeString(source, SOURCE);
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-d",
                                directory.toString(),
                                source.toString());
        if (failed != 0) {
            throw new IllegalStateException("Chores.java does not compile");
        }
    }

    Programs with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// The command line of the program.
    List<String> command(Path java, String... args) {
        return Stream.concat(
                        Stream.of(java.toString(), "-cp", directory.toString(), "Chores"),
                        Stream.of(args))
                .toList();
    }

    /// The command line that launches another and records it.
    List<String> launched(String how, long millis, List<String> command) {
        return driver("LaunchDriver", List.of(how, Long.toString(millis)), command);
    }

    /// The command line that attaches to a process.
    List<String> attached(String how, long millis, long pid) {
        return driver(
                "AttachDriver", List.of(how, Long.toString(millis)), List.of(Long.toString(pid)));
    }

    private List<String> driver(String type, List<String> options, List<String> rest) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Jdks.current().toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--add-exports=jdk.attach/sun.tools.attach=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.venturi.recording." + type,
                                directory.toString()));
        line.addAll(options);
        line.addAll(rest);
        return line;
    }

    /// What the driver says of the recording.
    String answer() throws IOException {
        return Files.readString(directory.resolve("answer"));
    }

    Path recording() {
        return directory.resolve("recording.jfr");
    }

    Result run(List<String> command) throws IOException, InterruptedException {
        return run(command, "");
    }

    Result run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = start(command);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return finish(process, "");
    }

    /// Starts a process whose output is read by the test.
    Process start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Reads lines of a process until one says what is awaited.
    static String until(Process process, String awaited) throws IOException {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1);
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            if (line.equals(awaited)) {
                return said.toString();
            }
        }
        throw new IllegalStateException("never said " + awaited + ": " + said);
    }

    Result finish(Process process, String saidBefore) throws IOException, InterruptedException {
        String out =
                saidBefore
                        + new String(
                                process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("still running after 2 minutes");
        }
        return new Result(process.exitValue(), out, Files.readString(directory.resolve("err")));
    }
}
