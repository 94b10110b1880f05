package dev.venturi.pipeline.stage;

import dev.venturi.table.AtomicOutput;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a stage that cannot be used: written with place and reason, counted, up to a limit.
/// Without a file for them the first one ends the run.
final class Rejects implements Closeable {
    private static final List<String> HEAD = List.of("place", "reason");

    private final StageJob job;
    private final List<String> columns;
    private @Nullable AtomicOutput output;
    private @Nullable BufferedWriter writer;
    private long count;

    /// @param columns of the rows, which stand behind place and reason
    Rejects(StageJob job, List<String> columns) {
        this.job = job;
        this.columns = List.copyOf(columns);
    }

    /// Begins anew: the stage goes through its rows once more.
    void restart() {
        close();
        output = null;
        writer = null;
        count = 0;
    }

    /// Puts a row aside.
    ///
    /// @param place where it stands
    /// @param cells its values as texts
    /// @throws MalformedDataException when rows are not put aside, or these are too many
    void add(Position place, String reason, List<String> cells) throws IOException {
        StageJob.RejectPlan plan = job.rejects();
        if (plan.file().isEmpty()) {
            throw new MalformedDataException(
                    place,
                    "%s; to put such rows aside, give stage \"%s\" rejects: with a file"
                            .formatted(reason, job.context().stage()));
        }
        count++;
        BufferedWriter lines = writer == null ? open() : writer;
        write(lines, List.of(place.toString(), reason), cells);
        if (count > plan.limit()) {
            publish();
            throw new MalformedDataException(
                    place,
                    "%s; with it stage \"%s\" has rejected more rows than its limit of %,d (rejects: limit:); the rejected rows are in %s"
                            .formatted(reason, job.context().stage(), plan.limit(), plan.file()));
        }
    }

    /// Ends the list and gives it its name at once, since the stage fails.
    void publish() throws IOException {
        finish();
        copyTo(job.context().directory().resolve(StageTable.REJECTS), job.rejects().file());
    }

    /// Rows put aside.
    long count() {
        return count;
    }

    /// Ends the list: complete, and counted in the report.
    void finish() throws IOException {
        if (!job.rejects().file().isEmpty() && writer == null) {
            open();
        }
        if (writer != null && output != null) {
            writer.flush();
            output.commit();
            writer = null;
        }
        job.context().count("rejected", count);
    }

    private BufferedWriter open() throws IOException {
        output = AtomicOutput.to(job.context().directory().resolve(StageTable.REJECTS), false);
        writer =
                new BufferedWriter(new OutputStreamWriter(output.stream(), StandardCharsets.UTF_8));
        write(writer, HEAD, columns);
        return writer;
    }

    private static void write(BufferedWriter lines, List<String> head, List<String> cells)
            throws IOException {
        StringBuilder line = new StringBuilder();
        for (String cell : head) {
            line.append(line.isEmpty() ? "" : ",").append(quoted(cell));
        }
        for (String cell : cells) {
            line.append(',').append(quoted(cell));
        }
        lines.write(line.append('\n').toString());
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /// Gives a list the name that the user wants; one of an earlier run is replaced.
    static void copyTo(Path list, String file) throws IOException {
        try (AtomicOutput target = AtomicOutput.to(Path.of(file), true)) {
            java.nio.file.Files.copy(list, target.stream());
            target.commit();
        }
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
    }
}
