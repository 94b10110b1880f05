package dev.venturi.cli.docs;

import dev.venturi.cli.Main;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs command lines in the current directory and writes down what a terminal would show. A main
/// class, because a JVM cannot change its directory: one process runs all of a page.
///
/// Understands `venturi ...`, perhaps with `COLUMNS=N` before it, `cat FILE` and `head -n N
/// [FILE]`, with pipes between them and quotes.
final class Transcript {
    private static final String END = "\u0001";
    private static final String COLUMNS = "COLUMNS=";
    private static final int WIDTH = 80;

    private Transcript() {}

    /// Runs each line of a file and writes the transcripts to standard output.
    ///
    /// @param args the file
    /// @throws IOException when a file of `cat` or `head` cannot be read
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT); // as Main does
        StringBuilder all = new StringBuilder();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            all.append(run(line)).append(END);
        }
        System.out.write(all.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /// Runs command lines in a process of its own.
    ///
    /// @return what each shows
    static List<String> of(List<String> lines, Path directory, Path scratch)
            throws IOException, InterruptedException {
        Path script = Files.write(scratch.resolve("script.txt"), lines);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "--add-modules=jdk.incubator.vector",
                                "-cp",
                                classPath(),
                                Transcript.class.getName(),
                                script.toString())
                        .directory(directory.toFile())
                        .redirectError(scratch.resolve("errors.txt").toFile())
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(Files.readString(scratch.resolve("errors.txt")));
        }
        List<String> shown = new ArrayList<>(List.of(out.split(END, -1)));
        shown.removeLast();
        return shown;
    }

    /// That of the tests, without the tests of the engine, which bring features of their own.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("engine") || !entry.contains("test"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(String line) throws IOException {
        byte[] passed = {};
        StringBuilder shown = new StringBuilder();
        List<List<String>> stages = stages(line);
        for (int s = 0; s < stages.size(); s++) {
            List<String> words = stages.get(s);
            int width = WIDTH;
            if (words.getFirst().startsWith(COLUMNS)) {
                width = Integer.parseInt(words.removeFirst().substring(COLUMNS.length()));
            }
            if (words.getFirst().equals("venturi")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int exit = venturi(words, passed, width, out, err);
                passed = out.toByteArray();
                shown.append(err.toString(StandardCharsets.UTF_8));
                if (exit != 0) {
                    shown.append("[exit code ").append(exit).append("]\n");
                }
            } else {
                passed = tool(words, passed);
            }
        }
        return new String(passed, StandardCharsets.UTF_8) + shown;
    }

    private static int venturi(
            List<String> words,
            byte[] in,
            int width,
            ByteArrayOutputStream out,
            ByteArrayOutputStream err) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(in));
        try {
            String[] args = words.subList(1, words.size()).toArray(String[]::new);
            return Main.run(args, new Console(out, err, Terminal.none(width)));
        } finally {
            System.setIn(before);
        }
    }

    private static byte[] tool(List<String> words, byte[] passed) throws IOException {
        boolean head = words.getFirst().equals("head");
        int file = head ? 3 : 1;
        byte[] bytes = words.size() > file ? Files.readAllBytes(Path.of(words.get(file))) : passed;
        if (!head) {
            return bytes;
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .limit(Integer.parseInt(words.get(2)))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Words between pipes; quotes hold words together.
    private static List<List<String>> stages(String line) {
        List<List<String>> stages = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : (line + " ").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c != ' ') {
                word.append(c);
                begun = true;
            } else if (begun && word.toString().equals("|")) {
                stages.add(new ArrayList<>());
                word.setLength(0);
                begun = false;
            } else if (begun) {
                stages.getLast().add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
        return stages;
    }
}
