package dev.venturi.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a table goes.
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description =
                    "Write to this file: .parquet, .arrow, .csv or .tsv, texts with .gz"
                            + " compressed; - is standard output.")
    @Nullable String output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            description =
                    "csv, tsv, parquet or arrow; default: by the extension of the file, else csv.")
    @Nullable String format;

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            completionCandidates = Candidates.Codecs.class,
            description =
                    "Compression of Parquet: zstd (default), snappy, gzip, lz4_raw, uncompressed.")
    @Nullable String codec;
}
