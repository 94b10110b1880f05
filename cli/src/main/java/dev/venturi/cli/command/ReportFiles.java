package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Explanation;
import dev.venturi.table.AtomicOutput;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The files of a report: opened before the work, so that one that exists is found in time, and
/// bearing their names only once they are complete.
final class ReportFiles implements Closeable {
    private record Open(ReportOptions.Asked asked, AtomicOutput output) {}

    private final List<Open> files = new ArrayList<>();

    private ReportFiles() {}

    static ReportFiles open(List<ReportOptions.Asked> asked, boolean overwrite, Console console) {
        ReportFiles opened = new ReportFiles();
        try {
            for (ReportOptions.Asked file : asked) {
                opened.files.add(
                        new Open(
                                file,
                                file.name().equals("-")
                                        ? AtomicOutput.direct("standard output", console.out())
                                        : AtomicOutput.open(file.name(), overwrite)));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// Whether standard output holds one of them and so must hold nothing else.
    boolean onStandardOutput() {
        return files.stream().anyMatch(file -> file.asked.name().equals("-"));
    }

    /// Names of the files, in the order in which they are written.
    List<String> names() {
        return files.stream().map(file -> file.asked.name()).filter(n -> !n.equals("-")).toList();
    }

    /// Writes them all.
    void write(Explanation explanation) throws IOException {
        for (Open file : files) {
            file.asked.writer().write(explanation, file.output.stream());
            file.output.commit();
        }
    }

    @Override
    public void close() {
        files.forEach(file -> file.output.close());
    }
}
