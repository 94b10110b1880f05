package dev.venturi.pipeline.stage;

import dev.venturi.feature.Preset;
import dev.venturi.feature.SeriesFeatures;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.Column.DoubleColumn;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes rows in order of entity and time, and writes a row for each cell of an entity's grid.
/// Memory: the cells of one entity, and the values of one cell.
final class GridSink implements BatchSink {
    private static final int BATCH = 4096;
    private static final int MOST_CELLS = 50_000_000;

    private final ResampleStep step;
    private final StageJob job;
    private final ParquetWriter writer;
    private final RowWriter out;
    private final Row row;
    private final List<ResampleWorker.Cell> cells;
    private final List<SeriesFeatures> features = new ArrayList<>();
    private final int[] keys;
    private final int time;
    private final int[] columns;
    private final long every;
    private final Rejects rejects;
    private final RowTexts texts;

    private @Nullable Batch keyBatch;
    private int keyRow;
    private long firstCell;
    private long cell;
    private double[][] values;
    private final int[] counts;
    private double[][] grid;
    private int gridLength;
    private long written;

    GridSink(ResampleWorker worker, StageJob job, Schema sorted, ParquetWriter writer) {
        this.step = worker.step();
        this.job = job;
        this.writer = writer;
        this.cells = worker.cells(sorted, job.roles());
        this.row = new Row(sorted);
        this.keys = step.by().stream().mapToInt(by -> ResampleWorker.index(sorted, by)).toArray();
        this.time = ResampleWorker.index(sorted, step.time());
        this.columns =
                cells.stream()
                        .mapToInt(one -> ResampleWorker.index(sorted, one.column()))
                        .toArray();
        this.every = step.every().toNanos();
        this.values = new double[cells.size()][64];
        this.counts = new int[cells.size()];
        this.grid = new double[cells.size()][64];
        cells.forEach(one -> features.add(SeriesFeatures.of(Preset.STANDARD, one.feature())));
        this.out =
                new RowWriter(
                        worker.check(
                                new StageCheck(
                                        List.of(sorted),
                                        job.roles(),
                                        true,
                                        job.settings().classes(),
                                        true)));
        this.rejects = job.openRejects(sorted);
        this.texts = new RowTexts(sorted);
    }

    @Override
    public void write(Batch batch) throws IOException {
        job.context().checkCancelled();
        boolean keyIsHere = false;
        for (int r = 0; r < batch.rows(); r++) {
            LongColumn times = (LongColumn) batch.columns().get(time);
            if (times.nulls() != null && times.nulls()[r]) {
                rejects.add(
                        new dev.venturi.table.Position(
                                "table of stage \"%s\"".formatted(step.input()), 0, step.time()),
                        "the time is missing",
                        texts.of(batch, r));
                continue;
            }
            long at = Math.floorDiv(times.values()[r], every);
            if (keyBatch == null || !sameEntity(batch, r)) {
                endEntity();
                keyBatch = batch;
                keyRow = r;
                keyIsHere = true;
                firstCell = at;
                cell = at;
            } else if (at != cell) {
                endCell();
                cell = at;
            }
            take(batch, r);
        }
        if (keyIsHere) {
            keyBatch = copyOfKey(batch);
            keyRow = 0;
        }
    }

    /// Batches are used again by who writes them.
    private Batch copyOfKey(Batch batch) {
        List<Column> copied = new ArrayList<>();
        for (Column column : batch.columns()) {
            copied.add(
                    switch (column) {
                        case DoubleColumn(double[] all) ->
                                new DoubleColumn(new double[] {all[keyRow]});
                        case LongColumn(long[] all, boolean[] nulls) ->
                                new LongColumn(
                                        new long[] {all[keyRow]},
                                        new boolean[] {nulls != null && nulls[keyRow]});
                        case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                            byte[] text =
                                    Arrays.copyOfRange(bytes, offsets[keyRow], offsets[keyRow + 1]);
                            yield new Column.TextColumn(text, new int[] {0, text.length});
                        }
                    });
        }
        return new Batch(1, copied);
    }

    private boolean sameEntity(Batch batch, int r) {
        for (int key : keys) {
            Column before = java.util.Objects.requireNonNull(keyBatch).columns().get(key);
            if (!ResampleWorker.equal(before, keyRow, batch.columns().get(key), r)) {
                return false;
            }
        }
        return true;
    }

    private void take(Batch batch, int r) {
        for (int c = 0; c < columns.length; c++) {
            double value =
                    switch (batch.columns().get(columns[c])) {
                        case DoubleColumn(double[] all) -> all[r];
                        case LongColumn(long[] all, boolean[] nulls) ->
                                nulls != null && nulls[r] ? Double.NaN : (double) all[r];
                        case Column.TextColumn _ -> Double.NaN;
                    };
            if (counts[c] == values[c].length) {
                values[c] = Arrays.copyOf(values[c], counts[c] * 2);
            }
            values[c][counts[c]++] = value;
        }
    }

    private void endCell() {
        long place = cell - firstCell;
        if (place >= MOST_CELLS) {
            throw new UsageException(
                    "%s: one entity has more than %,d cells; choose a greater distance"
                            .formatted(job.roles().of().apply("every"), MOST_CELLS));
        }
        int length = (int) place + 1;
        for (int c = 0; c < cells.size(); c++) {
            if (length > grid[c].length) {
                grid[c] = Arrays.copyOf(grid[c], Math.max(length, grid[c].length * 2));
            }
            Arrays.fill(grid[c], gridLength, length, Double.NaN);
            grid[c][length - 1] = features.get(c).compute(Arrays.copyOf(values[c], counts[c]))[0];
            counts[c] = 0;
        }
        gridLength = length;
    }

    private void endEntity() throws IOException {
        if (keyBatch == null) {
            return;
        }
        endCell();
        for (double[] column : grid) {
            fill(column);
        }
        row.at(keyBatch, keyRow, 0);
        for (int g = 0; g < gridLength; g++) {
            out.copy(row);
            out.set(step.time(), (firstCell + g) * every);
            for (int c = 0; c < cells.size(); c++) {
                out.set(cells.get(c).name(), grid[c][g]);
            }
            out.write();
            if (out.rows() == BATCH) {
                flush();
            }
        }
        gridLength = 0;
    }

    private void fill(double[] column) {
        int before = -1;
        for (int g = 0; g < gridLength; g++) {
            if (Double.isNaN(column[g])) {
                if (step.fill() == ResampleStep.Fill.PREVIOUS && before >= 0) {
                    column[g] = column[before];
                }
                continue;
            }
            if (step.fill() == ResampleStep.Fill.LINEAR && before >= 0) {
                for (int gap = before + 1; gap < g; gap++) {
                    double share = (double) (gap - before) / (g - before);
                    column[gap] = column[before] + (column[g] - column[before]) * share;
                }
            }
            before = g;
        }
    }

    private void flush() throws IOException {
        job.context().checkCancelled(); // an entity may have millions of cells
        written += out.rows();
        writer.write(out.take());
    }

    @Override
    public boolean keepsTypes() {
        return true;
    }

    @Override
    public void commit() throws IOException {
        endEntity();
        flush();
        rejects.finish();
        writer.commit();
        job.context().count("rows", written);
    }

    @Override
    public void close() {
        rejects.close();
        writer.close();
    }
}
