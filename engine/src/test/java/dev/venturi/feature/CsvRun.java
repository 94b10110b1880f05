package dev.venturi.feature;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.Field;
import dev.venturi.table.TableSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// A run of the engine as the command does it: CSV files in, the text of a CSV file out.
///
/// @param text the output
/// @param summary what the run said of itself
record CsvRun(String text, RunSummary summary) {
    /// One worker, plain loops, splits of the usual size.
    static final RunOptions PLAIN =
            RunOptions.defaults().withWorkers(1).withKernels(KernelChoice.SCALAR);

    /// Runs a plan over files with options of the reader.
    static CsvRun of(List<Path> files, CsvOptions csv, FeaturePlan plan, RunOptions options)
            throws IOException, InterruptedException {
        try (InputFiles input = InputFiles.of(files.toArray(Path[]::new))) {
            return of(CsvTable.open(input, csv), plan, options);
        }
    }

    /// Runs a plan over files in the usual dialect.
    static CsvRun of(List<Path> files, FeaturePlan plan, RunOptions options)
            throws IOException, InterruptedException {
        return of(files, CsvOptions.DEFAULTS, plan, options);
    }

    /// Runs a plan over any table.
    static CsvRun of(TableSource table, FeaturePlan plan, RunOptions options)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("venturi-test-", ".csv");
        try {
            RunSummary summary =
                    Features.of(table)
                            .plan(plan)
                            .options(options)
                            .computeTo(schema ->
                                    CsvWriter.open(
                                            output.toString(),
                                            schema.fields().stream().map(Field::name).toList(),
                                            true));
            return new CsvRun(Files.readString(output, StandardCharsets.UTF_8), summary);
        } finally {
            Files.delete(output);
        }
    }

    /// The lines of the output; no field of it holds a line break.
    List<String> lines() {
        return text.lines().toList();
    }

    /// The cells of the output, header first; no field of it is quoted.
    List<String[]> cells() {
        return text.lines().map(line -> line.split(",", -1)).toList();
    }

    /// The same rows in several files of about equal size, each with the header; the names stand in
    /// the order of the parts.
    ///
    /// @param lines header first
    /// @param gzipped whether every other file is compressed
    static List<Path> parts(Path directory, List<String> lines, int parts, boolean gzipped)
            throws IOException {
        List<Path> files = new ArrayList<>();
        int rows = lines.size() - 1;
        for (int p = 0; p < parts; p++) {
            int from = 1 + (int) ((long) rows * p / parts);
            int to = 1 + (int) ((long) rows * (p + 1) / parts);
            StringBuilder text = new StringBuilder(lines.getFirst()).append('\n');
            lines.subList(from, to).forEach(line -> text.append(line).append('\n'));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            boolean packed = gzipped && p % 2 == 1;
            Path file = directory.resolve("part-%03d.csv%s".formatted(p, packed ? ".gz" : ""));
            files.add(Files.write(file, packed ? gzip(bytes) : bytes));
        }
        return files;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
