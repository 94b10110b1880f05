package dev.venturi.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A results page in Markdown: how it was measured, which targets were met, the figures.
public final class Page {
    private final String title;
    private final List<List<String>> targets = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final String quietAtStart;

    public Page(String title) throws Exception {
        this.title = title;
        this.quietAtStart = Machine.quietness();
    }

    /// Holds a figure against its target.
    ///
    /// @param measured by wall time, which decides
    /// @param byCpu the same by processor time, which a busy machine disturbs less; NaN for none
    /// @param atLeast whether more is better
    public void target(
            String what,
            double measured,
            double byCpu,
            double wanted,
            boolean atLeast,
            String format) {
        boolean met = atLeast ? measured >= wanted : measured <= wanted;
        targets.add(
                List.of(
                        what,
                        (atLeast ? ">= " : "<= ") + text(format, wanted),
                        text(format, measured),
                        text(format, byCpu),
                        met ? "met" : "**missed**"));
    }

    /// Begins a section.
    public Page section(String heading) {
        body.append("\n## ").append(heading).append("\n\n");
        return this;
    }

    /// Adds a paragraph.
    public Page say(String paragraph) {
        body.append(paragraph).append("\n\n");
        return this;
    }

    /// Adds a table.
    public Page table(List<String> header, List<List<String>> rows) {
        addTable(body, header, rows);
        body.append('\n');
        return this;
    }

    private static void addTable(StringBuilder to, List<String> header, List<List<String>> rows) {
        addRow(to, header);
        to.append("|---".repeat(header.size())).append("|\n");
        rows.forEach(row -> addRow(to, row));
    }

    private static void addRow(StringBuilder to, List<String> cells) {
        to.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /// The page.
    public String text(Session session, String duckDb) throws Exception {
        StringBuilder text = new StringBuilder("# %s\n\n".formatted(title));
        addTable(
                text,
                List.of("", ""),
                List.of(
                        List.of("command", "`" + session.command() + "`"),
                        List.of("date", session.date().toString()),
                        List.of("commit", session.commit()),
                        List.of("machine", Machine.here().describe()),
                        List.of("DuckDB", duckDb),
                        List.of(
                                "cores to be had",
                                ("%s at the start, %s at the end; below 95 %% others were at work,"
                                                + " and the clock is what a chain of dependent"
                                                + " multiplications was given")
                                        .formatted(quietAtStart, Machine.quietness()))));
        if (!targets.isEmpty()) {
            text.append("\n## Targets\n\n");
            addTable(text, List.of("target", "wanted", "measured", "by CPU time", ""), targets);
        }
        return text.append(body).toString().stripTrailing() + "\n";
    }

    /// Writes the page to where the session keeps its results, and to standard output.
    public void write(String name, Session session, String duckDb) throws Exception {
        String text = text(session, duckDb);
        System.out.println(text);
        Path file = session.results().resolve("%s-%s.md".formatted(session.date(), name));
        try {
            Files.createDirectories(session.results());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
        System.out.println("written: " + file);
    }

    /// A number in a format of [String#format], the same in every locale.
    public static String text(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
