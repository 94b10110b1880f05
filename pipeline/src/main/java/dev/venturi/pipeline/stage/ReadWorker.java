package dev.venturi.pipeline.stage;

import dev.venturi.convert.ConvertProgress;
import dev.venturi.convert.TableConversion;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.csv.RowRejects;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads files. Parquet is handed on as it is; CSV and Arrow become a table of their own, so that
/// every stage behind reads it at the speed of Parquet and sees the same types.
record ReadWorker(ReadStep step) implements Worker {
    @Override
    public Schema check(StageCheck check) throws IOException {
        return check.roles()
                .with(
                        "files",
                        () -> {
                            try (InputFiles files = InputFiles.expand(step.files())) {
                                RowRejects rejects = check.rejects() ? new Unseen() : null;
                                return selected(
                                        TableFiles.open(files, step.csv(), rejects), check.roles());
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
    }

    /// Where nothing is read but how files begin.
    private record Unseen() implements RowRejects {
        @Override
        public void begin() {}

        @Override
        public void reject(Position place, String reason, String row) {}

        @Override
        public void end(long rows) {}
    }

    private Schema selected(FileTable table, Roles roles) {
        Schema all = table.schema();
        if (step.select().isEmpty()) {
            return all;
        }
        List<Field> fields =
                step.select().stream()
                        .map(name -> roles.with("select", () -> all.require(name, "--select")))
                        .distinct()
                        .sorted()
                        .map(all.fields()::get)
                        .toList();
        return new Schema(fields, Map.of(), all.instants());
    }

    @Override
    public StageTable run(StageJob job) throws Exception {
        try (InputFiles files = InputFiles.expand(step.files())) {
            boolean asItIs =
                    step.select().isEmpty()
                            && files.files().stream().allMatch(ParquetTable::isParquet)
                            && files.files().stream().noneMatch(files::isCopy);
            if (asItIs) {
                FileTable table = TableFiles.open(files, step.csv());
                table.warnings().forEach(job.context()::warn);
                table.rows().ifPresent(rows -> job.context().count("rows", rows));
                StageTable.writeList(files, job.context().directory());
                if (job.putsRowsAside()) {
                    try (Rejects none = job.openRejectedRows()) {
                        none.finish(); // damage of Parquet is no row that could be left out
                    }
                }
                return new StageTable(
                        job.context().directory(),
                        files.files().stream().map(InputFile::path).toList());
            }
            if (job.putsRowsAside()) {
                try (Rejects rejects = job.openRejectedRows()) {
                    convert(
                            files,
                            job,
                            new Aside(
                                    rejects,
                                    job.rejects().file(),
                                    files.files().getFirst().name()));
                    rejects.finish();
                }
            } else {
                convert(files, job, null);
            }
            return job.made();
        }
    }

    /// Rows of files that cannot be read.
    ///
    /// @param file where the user wants them
    /// @param input how messages call the files
    private record Aside(Rejects rejects, String file, String input) implements RowRejects {
        @Override
        public void begin() {
            rejects.restart();
        }

        @Override
        public void reject(Position place, String reason, String row) throws IOException {
            rejects.add(place, reason, List.of(row));
        }

        @Override
        public void end(long rows) throws IOException {
            if (rows == 0 && rejects.count() > 0) {
                rejects.publish();
                throw new MalformedDataException(
                        Position.ofFile(input),
                        "no row can be read: all %,d are rejected, see %s"
                                .formatted(rejects.count(), file));
            }
        }
    }

    private void convert(InputFiles files, StageJob job, @Nullable RowRejects rejects)
            throws IOException {
        FileTable table = TableFiles.open(files, step.csv(), rejects);
        var result =
                TableConversion.of(table)
                        .select(step.select())
                        .listener(made -> {
                            job.context().checkCancelled();
                            job.context().progress(text(made), made.share());
                        })
                        .into(new Target(job), false);
        job.context().count("rows", result.rows());
        result.warnings().forEach(job.context()::warn);
        if (result.overflowedToInfinity() > 0) {
            job.context()
                    .warn(
                            "%,d numbers beyond the largest double, read as infinity"
                                    .formatted(result.overflowedToInfinity()));
        }
    }

    private static String text(ConvertProgress made) {
        return "%,d rows".formatted(made.rows());
    }

    private record Target(StageJob job) implements TableConversion.Target {
        @Override
        public AtomicOutput open() {
            return AtomicOutput.to(job.table(), false);
        }

        @Override
        public BatchSink writer(AtomicOutput output, Schema schema) throws IOException {
            return job.writer(output, schema, false);
        }

        @Override
        public @Nullable CsvOptions text() {
            return null;
        }
    }

    @Override
    public String state(ClassLoader classes) throws IOException {
        StringBuilder state = new StringBuilder();
        try (InputFiles files = InputFiles.expand(step.files())) {
            for (InputFile file : files.files()) {
                if (files.isCopy(file)) {
                    return ""; // cannot be: see isReusable
                }
                state.append(file.path()).append(' ');
                state.append(FileStamp.of(file.path())).append('\n');
            }
        }
        return state.toString();
    }

    @Override
    public boolean isReusable() {
        return !step.files().contains("-");
    }
}
