package dev.venturi.sort;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.ReadAhead;
import dev.venturi.table.Schema;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One sort from the table to the committed output. What turns out late about the types of columns
/// begins it again.
final class SortRun {
    private static final int MOST_RESTARTS = 1000;

    private final FileTable source;
    private final SortOptions options;

    SortRun(FileTable source, SortOptions options) {
        this.source = source;
        this.options = options;
    }

    SortSummary run(Function<Schema, RowOrder> order, SortTarget target)
            throws IOException, InterruptedException {
        FileTable table = source;
        int restarts = 0;
        while (true) {
            try {
                return attempt(table, order, target, restarts);
            } catch (TypeAssumptionException e) {
                if (++restarts > MOST_RESTARTS) {
                    throw new IllegalStateException("types do not settle", e);
                }
                String name = table.schema().fields().get(e.column()).name();
                Field changed = new Field(name, e.needed(), String.valueOf(e.getMessage()));
                table = table.retyped(List.of(changed));
            } catch (UncheckedIOException | IllegalStateException e) {
                if (e.getCause() instanceof ClosedByInterruptException
                        || e.getCause() instanceof InterruptedException) {
                    Thread.interrupted(); // told by the exception instead
                    InterruptedException interrupted = new InterruptedException();
                    interrupted.initCause(e);
                    throw interrupted;
                }
                throw e;
            }
        }
    }

    private SortSummary attempt(
            FileTable table, Function<Schema, RowOrder> order, SortTarget target, int restarts)
            throws IOException, InterruptedException {
        try (RowOrder sorter = order.apply(table.schema())) {
            long overflowed = read(table, sorter);
            long written;
            try (BatchSink sink = target.open(table.schema())) {
                try (SinkQueue queue = new SinkQueue(sink)) {
                    written =
                            sorter.writeTo(batch -> {
                                queue.add(batch);
                                return true;
                            });
                    queue.finish();
                }
                sink.commit();
            }
            return new SortSummary(
                    table.schema(),
                    sorter.rows(),
                    written,
                    sorter.runs(),
                    sorter.runsOnDisk(),
                    sorter.spilledBytes(),
                    sorter.predictedBytes(),
                    restarts,
                    overflowed);
        }
    }

    /// @return finite texts read as infinity
    private long read(FileTable table, RowOrder sorter) throws IOException, InterruptedException {
        List<Integer> columns = IntStream.range(0, table.schema().fields().size()).boxed().toList();
        double bytes = Math.max(1, table.bytes());
        try (ReadAhead reader = new ReadAhead(table.batches(columns))) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                sorter.add(batch);
                options.listener()
                        .accept(
                                new SortProgress(
                                        "reading", reader.bytesRead() / bytes, sorter.rows()));
            }
            return reader.overflowedToInfinity();
        }
    }
}
