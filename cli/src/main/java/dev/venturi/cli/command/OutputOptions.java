package dev.venturi.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a table goes.
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description =
                    "Write to this file, .csv or .tsv, with .gz compressed; - is standard output.")
    @Nullable String output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            description = "csv or tsv; default: by the extension of the file, else csv.")
    @Nullable String format;
}
