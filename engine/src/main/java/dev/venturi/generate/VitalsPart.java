package dev.venturi.generate;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Some of the rows of a generated table, those of a file of their own; made without the others.
///
/// @param table the table it is part of
/// @param name of its file, without an extension; the names of the parts of a table stand in byte
///   order as their rows do
/// @param from first place of the grid that belongs to it, see [RowBlock]
/// @param to end of its places
public record VitalsPart(PatientVitals table, String name, long from, long to) {
    /// Places of a chunk of text: about 0.6 MB, so that a worker's text stays in its cache.
    private static final int CSV_CHUNK = 1 << 14;

    private static final int BATCH_CHUNK = 1 << 13;

    /// The share of the table that it is, about.
    public double share() {
        return (double) (to - from) / table.cells();
    }

    /// The same part made by another number of threads.
    public VitalsPart workers(int workers) {
        return new VitalsPart(table.workers(workers), name, from, to);
    }

    /// Writes its rows into a sink, in order; committing and closing is the caller's.
    ///
    /// @param progress told after every few thousand rows, by one thread at a time
    /// @return the rows written
    /// @throws IOException of the sink
    public GenerateProgress writeTo(BatchSink sink, Consumer<GenerateProgress> progress)
            throws IOException {
        return writeTo(sink, progress, BATCH_CHUNK);
    }

    GenerateProgress writeTo(BatchSink sink, Consumer<GenerateProgress> progress, int chunk)
            throws IOException {
        Vital[] vitals = Vital.all();
        Delivered delivered = new Delivered(progress, from, to, chunk);
        OrderedWork.run(
                table.workers(),
                delivered.chunks(),
                () -> {
                    BatchChunk rows = new BatchChunk(table, vitals, chunk);
                    return delivered.worker(
                            rows::make,
                            () -> {
                                Batch batch = rows.batch();
                                sink.write(batch);
                                return batch.rows();
                            });
                });
        return delivered.progress();
    }

    /// Writes it as CSV, header first, lines ended by `\n`: what the CSV writer makes of the
    /// batches of [#writeTo], but formatted by all workers. The stream is neither flushed nor
    /// closed.
    ///
    /// @param progress told after every few thousand rows, by one thread at a time
    /// @return the rows written
    /// @throws IOException of the stream
    public GenerateProgress writeCsv(OutputStream out, Consumer<GenerateProgress> progress)
            throws IOException {
        return writeCsv(out, progress, CSV_CHUNK);
    }

    GenerateProgress writeCsv(OutputStream out, Consumer<GenerateProgress> progress, int chunk)
            throws IOException {
        Vital[] vitals = Vital.all();
        out.write(CsvChunk.header(vitals));
        Delivered delivered = new Delivered(progress, from, to, chunk);
        OrderedWork.run(
                table.workers(),
                delivered.chunks(),
                () -> {
                    CsvChunk text = new CsvChunk(table, vitals);
                    return delivered.worker(
                            text::make,
                            () -> {
                                text.writeTo(out);
                                return text.rows();
                            });
                });
        return delivered.progress();
    }
}
