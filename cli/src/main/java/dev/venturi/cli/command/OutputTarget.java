package dev.venturi.cli.command;

import dev.venturi.arrow.ArrowWriter;
import dev.venturi.cli.report.Console;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.OutputMemory;
import dev.venturi.parquet.write.ParquetCodec;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A table's file or standard output, and how it is written there.
///
/// @param name as the user wrote it
/// @param gzip whether a text is compressed
/// @param parquet how Parquet is written
record OutputTarget(
        Console console,
        String name,
        TableFormat format,
        boolean gzip,
        ParquetOptions parquet,
        boolean overwrite) {
    /// What was asked for.
    ///
    /// @param name what `-o` says
    /// @throws UsageException when this version does not write it so
    static OutputTarget of(Console console, String name, OutputOptions options, boolean overwrite) {
        if (name.contains("://")) {
            throw new UsageException(
                    "%s: only local files are written; write one, or - and pipe it on"
                            .formatted(name));
        }
        boolean gzip = name.toLowerCase(Locale.ROOT).endsWith(".gz");
        String plain = gzip ? name.substring(0, name.length() - ".gz".length()) : name;
        TableFormat format = TableFormat.of(plain, options.format);
        if (gzip && !format.isText()) {
            throw new UsageException(
                    "%s: %s is not compressed as a whole; leave .gz out"
                            .formatted(name, format.label()));
        }
        ParquetOptions parquet = ParquetOptions.DEFAULTS;
        if (options.codec != null) {
            if (format != TableFormat.PARQUET) {
                throw new UsageException(
                        "--codec: is for Parquet, but %s is %s; name a .parquet file"
                                .formatted(name, format.label()));
            }
            parquet = parquet.withCodec(ParquetCodec.named(options.codec));
        }
        return new OutputTarget(console, name, format, gzip, parquet, overwrite);
    }

    boolean isStandardOutput() {
        return name.equals("-");
    }

    /// The file; only when it is not standard output.
    Path path() {
        return Path.of(name);
    }

    /// What the names of its files end in, when it is a directory of them: `.csv`.
    String extension() {
        return "." + format.label() + (gzip ? ".gz" : "");
    }

    /// Whether bytes go there directly, as to a pipe or a device: nothing is replaced.
    boolean isDirect() {
        return isStandardOutput() || (Files.exists(path()) && !Files.isRegularFile(path()));
    }

    /// Complains when it is one of the inputs.
    ///
    /// @param what is to be written, for the cure: `the features`
    void refuseInput(InputFiles files, String what) throws IOException {
        if (isDirect() || !Files.exists(path())) {
            return;
        }
        for (InputFile file : files.files()) {
            if (Files.isSameFile(path(), file.path())) {
                throw new UsageException(
                        "%s: is one of the inputs; write %s to another file".formatted(name, what));
            }
        }
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

    /// Opens it for features: what is NaN there is a result.
    ///
    /// @param createdBy name and version of the program
    BatchSink openFeatures(Schema schema, String createdBy) throws IOException {
        return open(open(), schema, parquet.withNanIsMissing(false).withCreatedBy(createdBy));
    }

    /// Opens a table of data in an output opened before, which the sink commits: what is NaN there
    /// is missing.
    ///
    /// @param sortedBy by which columns the rows stand in order
    BatchSink openData(AtomicOutput output, Schema schema, List<String> sortedBy, String createdBy)
            throws IOException {
        return open(output, schema, parquet.withSortedBy(sortedBy).withCreatedBy(createdBy));
    }

    /// Memory that it holds while it is written.
    OutputMemory memory() {
        return switch (format) {
            case CSV, TSV -> OutputMemory.NONE;
            case PARQUET -> (columns, rows) -> ParquetWriter.heldBytes(parquet, columns, rows);
            case ARROW -> ArrowWriter::heldBytes;
        };
    }

    private BatchSink open(AtomicOutput output, Schema schema, ParquetOptions options)
            throws IOException {
        return switch (format) {
            case CSV -> CsvWriter.to(output, schema.names(), ',', gzip);
            case TSV -> CsvWriter.to(output, schema.names(), '\t', gzip);
            case PARQUET -> ParquetWriter.to(output, schema, options);
            case ARROW -> ArrowWriter.to(output, schema, options.nanIsMissing());
        };
    }
}
