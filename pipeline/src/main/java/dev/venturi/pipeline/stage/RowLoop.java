package dev.venturi.pipeline.stage;

import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.IntStream;

/// Takes a table row by row through something of the user's, and puts those rows aside at which it
/// fails.
final class RowLoop {
    private static final int BATCH = 4096;

    private final StageJob job;

    RowLoop(StageJob job) {
        this.job = job;
    }

    /// What is done with a row.
    interface Body {
        /// Does it.
        ///
        /// @throws Exception rejects the row
        void row(Row row, RowWriter out) throws Exception;
    }

    /// Takes all rows through it.
    ///
    /// @param output the columns of the rows made
    StageTable run(StageTable.Opened input, Schema output, Body body) throws IOException {
        FileTable table = input.table();
        Schema schema = table.schema();
        Row row = new Row(schema);
        RowWriter out = new RowWriter(output);
        RowTexts texts = new RowTexts(schema);
        long rows = table.rows().orElse(0);
        long read = 0;
        long written = 0;
        try (BatchReader reader =
                        table.batches(IntStream.range(0, schema.fields().size()).boxed().toList());
                ParquetWriter writer = job.writer(output, input.nanIsResult());
                Rejects rejects = job.openRejects(schema)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                job.context().checkCancelled();
                for (int r = 0; r < batch.rows(); r++) {
                    read++;
                    int before = out.rows();
                    try {
                        body.row(row.at(batch, r, read), out);
                        out.drop();
                    } catch (Exception e) {
                        out.truncate(before);
                        if (job.context().isCancelled()) {
                            job.context().checkCancelled();
                        }
                        Position place = new Position(from(), read, null);
                        if (e instanceof MalformedDataException own) {
                            throw own;
                        }
                        rejects.add(place, reason(e), texts.of(batch, r));
                    }
                    if (out.rows() >= BATCH) {
                        written += out.rows();
                        writer.write(out.take());
                    }
                }
                job.context()
                        .progress(
                                "%,d rows".formatted(read),
                                rows == 0 ? Double.NaN : (double) read / rows);
            }
            written += out.rows();
            writer.write(out.take());
            writer.commit();
            rejects.finish();
            job.context().count("rows", written);
        }
        return job.made();
    }

    private String from() {
        return "table of stage \"" + job.inputs().getFirst() + "\"";
    }

    private static String reason(Exception e) {
        return e instanceof RejectedRowException
                ? Objects.requireNonNull(e.getMessage())
                : "the class fails: " + e;
    }
}
