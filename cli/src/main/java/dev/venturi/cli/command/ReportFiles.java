package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.ReportWriter;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of a report: opened before the work, so that one that exists is found in time, and
/// bearing their names only once they are complete.
///
/// @param <T> what is reported
final class ReportFiles<T> implements Closeable {
    /// A file that was asked for, and what writes it.
    ///
    /// @param option by which it was asked for
    /// @param name of the file; `-` is standard output
    record Asked<T>(String option, String name, ReportWriter<T> writer) {
        boolean onStandardOutput() {
            return name.equals("-");
        }
    }

    private record Open<T>(Asked<T> asked, AtomicOutput output) {}

    private final List<Open<T>> files = new ArrayList<>();

    private ReportFiles() {}

    /// Adds a file to those that were asked for, if it was.
    static <T> void add(
            List<Asked<T>> asked, String option, @Nullable String name, ReportWriter<T> writer) {
        if (name != null) {
            if (name.isEmpty()) {
                throw new UsageException(
                        "%1$s: its value is missing, expected %1$s=FILE".formatted(option));
            }
            asked.add(new Asked<>(option, name, writer));
        }
    }

    /// Refuses two reports on the same standard output.
    ///
    /// @param example of an option that names a file
    static <T> void requireOneOnStandardOutput(List<Asked<T>> asked, String example) {
        if (asked.stream().filter(Asked::onStandardOutput).count() > 1) {
            throw new UsageException(
                    "two reports want standard output; name a file for one of them, for example "
                            + example);
        }
    }

    /// Refuses two outputs in one file: the second would find the first.
    static void requireDifferent(List<String> names) {
        Set<Path> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(Path.of(name).toAbsolutePath().normalize())) {
                throw new UsageException(
                        "%s: is named for two outputs; give each a name of its own"
                                .formatted(name));
            }
        }
    }

    static <T> ReportFiles<T> open(List<Asked<T>> asked, boolean overwrite, Console console) {
        ReportFiles<T> opened = new ReportFiles<>();
        requireDifferent(
                asked.stream().filter(file -> !file.onStandardOutput()).map(Asked::name).toList());
        try {
            for (Asked<T> file : asked) {
                opened.files.add(
                        new Open<>(
                                file,
                                file.onStandardOutput()
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
        return files.stream().anyMatch(file -> file.asked.onStandardOutput());
    }

    /// Names of the files, in the order in which they are written.
    List<String> names() {
        return files.stream().map(file -> file.asked.name()).filter(n -> !n.equals("-")).toList();
    }

    /// Writes them all.
    void write(T report) throws IOException {
        for (Open<T> file : files) {
            file.asked.writer().write(report, file.output.stream());
            file.output.commit();
        }
    }

    @Override
    public void close() {
        files.forEach(file -> file.output.close());
    }
}
