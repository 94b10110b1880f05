package dev.venturi.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A page of questions and the tool's own answers: headings, questions, commands and what they
/// show.
///
/// Seconds, rates, measured memory and builds are not the same twice: they are written as `...`.
final class Page {
    private static final Path DOCS = Path.of("..", "docs");

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Command(String line) implements Part {}
    }

    private final List<Part> parts = new ArrayList<>();

    Page text(String text) {
        parts.add(new Part.Text(text));
        return this;
    }

    /// A section of the page.
    Page section(String heading) {
        return text("\n## " + heading + "\n");
    }

    /// A question and the commands that answer it.
    Page ask(String question, String... commands) {
        text("\n### " + question + "\n\n```\n");
        for (String command : commands) {
            parts.add(new Part.Command(command));
        }
        return text("```\n");
    }

    /// Questions of the section begun last.
    long questionsSince(String heading) {
        int from = parts.indexOf(new Part.Text("\n## " + heading + "\n"));
        long questions = 0;
        for (int i = from + 1; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Text(String text)) {
                if (text.startsWith("\n## ")) {
                    break;
                }
                questions += text.startsWith("\n### ") ? 1 : 0;
            }
        }
        return questions;
    }

    /// Runs all commands and holds the page against the file; with `-Dgolden.update` writes it.
    void check(String file, Path directory, Path scratch) throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Command(String line)) {
                commands.add(line);
            }
        }
        List<String> answers = Transcript.of(commands, directory, scratch);
        StringBuilder page = new StringBuilder();
        int next = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> page.append(text);
                case Part.Command(String line) -> {
                    page.append("$ ").append(line).append('\n');
                    page.append(normalised(answers.get(next++)));
                }
            }
        }
        Path golden = DOCS.resolve(file);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(DOCS);
            Files.writeString(golden, page);
        }
        assertThat(page.toString())
                .as("%s; after a look at the difference: -Dgolden.update", golden)
                .isEqualTo(Files.readString(golden));
    }

    private static String normalised(String shown) {
        String text = shown;
        for (Volatile one : Volatile.ALL) {
            text = one.pattern.matcher(text).replaceAll(one.replacement);
        }
        return text;
    }

    /// What differs from run to run or from machine to machine.
    private record Volatile(Pattern pattern, String replacement) {
        private static final List<Volatile> ALL =
                List.of(
                        of("\\d+ min \\d+ s\\b", "... s"),
                        of("\\d+ h \\d+ min\\b", "... s"),
                        of("\\b\\d+(\\.\\d+)? s\\b", "... s"),
                        of("[\\d.]+ ?[kMG]? rows/s", "... rows/s"),
                        of("peak( memory)? [\\d.]+ [kMG]B", "peak$1 ... MB"),
                        of("predicted [\\d.]+ [kMG]B", "predicted ... MB"),
                        of("delivers\\s+[\\d.]+\\s+[kMG]B/s", "delivers ... MB/s"),
                        of(
                                "(\"seconds\\w*\"|\"peakBytes\"|\"predictedPeakBytes\"|\"rowsPerSecond\"): [\\d.E-]+",
                                "$1: 0"),
                        of("(?m)( (?:SUCCEEDED|REUSED) +[\\d,]* +)\\d+\\.\\d\\d(?= *$)", "$1..."),
                        of("(?m)^(critical path  [^:]+:) .*$", "$1 ..."),
                        of("(?m)^build .*$", "build ..."),
                        of("(?m)^commit .*$", "commit ..."));

        private static Volatile of(String pattern, String replacement) {
            return new Volatile(Pattern.compile(pattern), replacement);
        }
    }
}
