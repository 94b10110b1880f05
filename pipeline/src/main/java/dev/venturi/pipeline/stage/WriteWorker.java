package dev.venturi.pipeline.stage;

import dev.venturi.arrow.ArrowWriter;
import dev.venturi.convert.TableConversion;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvWriter;
import dev.venturi.parquet.write.ParquetCodec;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a table to a file. Done again by every run: that the file is still what it was nobody can
/// promise.
record WriteWorker(WriteStep step) implements Worker {
    private static final Map<String, String> EXTENSIONS =
            Map.of(
                    "csv", "csv", "txt", "csv", "tsv", "tsv", "tab", "tsv", "parquet", "parquet",
                    "pq", "parquet", "arrow", "arrow", "feather", "arrow", "ipc", "arrow");

    private boolean isCompressed() {
        return step.file().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /// `csv`, `tsv`, `parquet` or `arrow`.
    private String format(Roles roles) {
        String name = step.file().toLowerCase(Locale.ROOT);
        String plain = isCompressed() ? name.substring(0, name.length() - 3) : name;
        String told = EXTENSIONS.getOrDefault(plain.substring(plain.lastIndexOf('.') + 1), "");
        String format = step.format().isEmpty() ? told : step.format();
        if (format.isEmpty()) {
            throw roles.problem(
                    "file",
                    "%s: its name does not tell a format; end it in .parquet, .arrow, .csv or .tsv, or say format:"
                            .formatted(step.file()));
        }
        boolean text = format.equals("csv") || format.equals("tsv");
        if (isCompressed() && !text) {
            throw roles.problem(
                    "file",
                    "%s: %s is not compressed as a whole; leave .gz out"
                            .formatted(step.file(), format));
        }
        if (!step.codec().isEmpty() && !format.equals("parquet")) {
            throw roles.problem(
                    "codec", "is for Parquet, but %s is %s".formatted(step.file(), format));
        }
        return format;
    }

    @Override
    public Schema check(StageCheck check) {
        format(check.roles());
        check.roles()
                .with(
                        "file",
                        () -> {
                            AtomicOutput.to(Path.of(step.file()), check.overwrite()).close();
                            return true;
                        });
        return new Schema(List.of());
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        String format = format(job.roles());
        try (StageTable.Opened input = job.input().open()) {
            Target target = new Target(job, format, input.nanIsResult());
            long rows = input.table().rows().orElse(1);
            if (rows == 0) {
                try (AtomicOutput output = target.open();
                        BatchSink empty = target.writer(output, input.table().schema())) {
                    empty.commit();
                }
            } else {
                rows =
                        TableConversion.of(input.table())
                                .listener(made -> {
                                    job.context().checkCancelled();
                                    job.context()
                                            .progress(
                                                    "%,d rows".formatted(made.rows()),
                                                    made.share());
                                })
                                .into(target, false)
                                .rows();
            }
            job.context().count("rows", rows);
            job.context().count("bytes", Files.size(Path.of(step.file())));
        }
        return new StageTable(job.context().directory(), List.of());
    }

    private final class Target implements TableConversion.Target {
        private final StageJob job;
        private final String format;
        private final boolean nanIsResult;

        Target(StageJob job, String format, boolean nanIsResult) {
            this.job = job;
            this.format = format;
            this.nanIsResult = nanIsResult;
        }

        @Override
        public AtomicOutput open() {
            return job.roles()
                    .with(
                            "file",
                            () ->
                                    AtomicOutput.to(
                                            Path.of(step.file()), job.settings().overwrite()));
        }

        @Override
        public BatchSink writer(AtomicOutput output, Schema schema) throws IOException {
            return switch (format) {
                case "csv" -> CsvWriter.to(output, schema.names(), ',', isCompressed());
                case "tsv" -> CsvWriter.to(output, schema.names(), '\t', isCompressed());
                case "arrow" -> ArrowWriter.to(output, schema, !nanIsResult);
                default -> ParquetWriter.to(output, schema, options());
            };
        }

        private ParquetOptions options() {
            ParquetOptions options =
                    ParquetOptions.DEFAULTS
                            .withNanIsMissing(!nanIsResult)
                            .withCreatedBy(job.settings().createdBy());
            return step.codec().isEmpty()
                    ? options
                    : options.withCodec(ParquetCodec.named(step.codec()));
        }

        @Override
        public @Nullable CsvOptions text() {
            return switch (format) {
                case "csv" -> CsvOptions.DEFAULTS.withDelimiter(",");
                case "tsv" -> CsvOptions.DEFAULTS.withDelimiter("\t");
                default -> null;
            };
        }
    }

    @Override
    public boolean isReusable() {
        return false;
    }
}
