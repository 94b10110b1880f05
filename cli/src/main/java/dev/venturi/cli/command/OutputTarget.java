package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.csv.CsvWriter;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A table's file or standard output, and how it is written there.
///
/// @param name as the user wrote it
/// @param delimiter comma or tab
/// @param gzip whether it is compressed
record OutputTarget(Console console, String name, char delimiter, boolean gzip, boolean overwrite) {
    private static final List<String> FORMATS = List.of("csv", "tsv");

    /// What was asked for.
    ///
    /// @throws UsageException when this version does not write the format
    static OutputTarget of(
            Console console, String name, @Nullable String format, boolean overwrite) {
        if (name.contains("://")) {
            throw new UsageException(
                    "%s: only local files are written; write one, or - and pipe it on"
                            .formatted(name));
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean gzip = lower.endsWith(".gz");
        String plain = gzip ? lower.substring(0, lower.length() - ".gz".length()) : lower;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        String chosen = format == null ? extension : format.toLowerCase(Locale.ROOT);
        switch (chosen) {
            case "parquet",
                    "pq",
                    "json",
                    "jsonl",
                    "arrow",
                    "feather",
                    "orc",
                    "xlsx",
                    "zst",
                    "bz2",
                    "xz",
                    "zip" ->
                    throw new UsageException(
                            "%s: this version writes CSV, not %s; name a .csv, .tsv or .csv.gz file"
                                    .formatted(name, chosen));
            default -> {
                if (format != null && !FORMATS.contains(chosen)) {
                    String cure =
                            NearestName.of(format, FORMATS)
                                    .map(near -> "did you mean %s?".formatted(near))
                                    .orElse("expected csv or tsv");
                    throw new UsageException(
                            "--format: unknown format \"%s\"; %s".formatted(format, cure));
                }
                return new OutputTarget(
                        console, name, chosen.equals("tsv") ? '\t' : ',', gzip, overwrite);
            }
        }
    }

    boolean isStandardOutput() {
        return name.equals("-");
    }

    /// The file; only when it is not standard output.
    Path path() {
        return Path.of(name);
    }

    /// Whether bytes go there directly, as to a pipe or a device: nothing is replaced.
    boolean isDirect() {
        return isStandardOutput() || (Files.exists(path()) && !Files.isRegularFile(path()));
    }

    /// Opens it; nothing bears its name before the output is committed.
    ///
    /// @throws UsageException when it exists and may not be replaced, when its directory does not
    ///   exist
    AtomicOutput open() {
        return isStandardOutput()
                ? AtomicOutput.direct("standard output", console.out())
                : AtomicOutput.open(name, overwrite);
    }

    /// Opens it as a table.
    CsvWriter open(List<String> columns) throws IOException {
        return CsvWriter.to(open(), columns, delimiter, gzip);
    }
}
