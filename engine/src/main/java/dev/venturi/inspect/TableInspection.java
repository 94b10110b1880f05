package dev.venturi.inspect;

import dev.venturi.arrow.ArrowTable;
import dev.venturi.csv.InputFiles;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Schema;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks at a table: at all of its rows, or for Parquet at the footers only.
///
/// Memory: a few thousand rows, and [#MOST_VALUES] values in sets of at most 64 MB that tell
/// whether a value comes back; where they do not suffice, "clustered" is not determined.
public final class TableInspection {
    /// Values that are kept at once to notice one that comes back, of all columns together.
    public static final long MOST_VALUES = 2_000_000;

    /// Columns within whose runs of rows others are watched.
    private static final int MOST_CLUSTERS = 32;

    private static final int MOST_RESTARTS = 1000;

    private final FileTable table;
    private final long mostValues;
    private final Footers footers;

    private TableInspection(FileTable table, InputFiles files, long mostValues) {
        this.table = table;
        this.mostValues = mostValues;
        this.footers =
                table instanceof ParquetTable ? Footers.of(files.files()) : new Footers(List.of());
    }

    /// An inspection of a table and the files it was opened of.
    public static TableInspection of(FileTable table, InputFiles files) {
        return new TableInspection(table, files, MOST_VALUES);
    }

    /// As above, with room for fewer values; for tests.
    static TableInspection of(FileTable table, InputFiles files, long mostValues) {
        return new TableInspection(table, files, mostValues);
    }

    /// How far it is.
    public record Progress(double share, long rows) {}

    /// Reads all rows.
    ///
    /// @throws dev.venturi.table.MalformedDataException naming the first bad row, or the first page
    ///   whose checksum is not that of its bytes
    public Inspection scan(Consumer<Progress> listener) throws IOException {
        FileTable now = table;
        int restarts = 0;
        while (true) {
            try {
                return scan(now, restarts, listener);
            } catch (TypeAssumptionException e) {
                if (++restarts > MOST_RESTARTS) {
                    throw new IllegalStateException("types do not settle", e);
                }
                String name = now.schema().fields().get(e.column()).name();
                Field changed = new Field(name, e.needed(), String.valueOf(e.getMessage()));
                now = now.retyped(List.of(changed));
            }
        }
    }

    private Inspection scan(FileTable now, int restarts, Consumer<Progress> listener)
            throws IOException {
        Schema schema = now.schema();
        int columns = schema.fields().size();
        SeenValues.Budget budget = new SeenValues.Budget(mostValues);
        List<ColumnScan> scans = new ArrayList<>();
        for (Field field : schema.fields()) {
            boolean instant = schema.instants().contains(field.name());
            scans.add(ColumnScan.of(field.type(), instant, budget));
        }
        List<Integer> clusters = new ArrayList<>();
        for (int c = 0; c < columns && clusters.size() < MOST_CLUSTERS; c++) {
            if (schema.fields().get(c).type() != ColumnType.FLOAT64) {
                clusters.add(c);
            }
        }
        boolean[][] descends = new boolean[columns][columns];
        long rows = 0;
        double bytes = Math.max(1, now.bytes());
        try (BatchReader reader = now.batches(IntStream.range(0, columns).boxed().toList())) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int c = 0; c < columns; c++) {
                    scans.get(c).add(batch.columns().get(c), batch.rows());
                }
                for (int cluster : clusters) {
                    for (int c = 0; c < columns; c++) {
                        descends[cluster][c] =
                                descends[cluster][c]
                                        || scans.get(c)
                                                .descendsWithin(scans.get(cluster), batch.rows());
                    }
                }
                rows += batch.rows();
                listener.accept(new Progress(reader.bytesRead() / bytes, rows));
            }
        }
        List<ColumnFacts> facts = new ArrayList<>();
        Map<String, ColumnFacts.Storage> storage = footers.storage();
        for (int c = 0; c < columns; c++) {
            ColumnScan scan = scans.get(c);
            int cluster = within(c, scans, clusters, descends, rows);
            facts.add(
                    new ColumnFacts(
                            schema.fields().get(c),
                            OptionalLong.of(scan.missing),
                            scan.min(),
                            scan.max(),
                            scan.ascending(),
                            cluster < 0 ? null : schema.fields().get(cluster).name(),
                            scan.clustered(),
                            scan.runs(),
                            storage.get(schema.fields().get(c).name())));
        }
        return inspection(now, OptionalLong.of(rows), true, facts, restarts);
    }

    /// The first clustered column within whose runs of rows another ascends that does not ascend
    /// over all; -1 for none.
    private static int within(
            int column,
            List<ColumnScan> scans,
            List<Integer> clusters,
            boolean[][] descends,
            long rows) {
        ColumnScan scan = scans.get(column);
        if (scan.ascending() != Answer.NO || scan.missing > 0) {
            return -1;
        }
        for (int cluster : clusters) {
            ColumnScan runs = scans.get(cluster);
            boolean groups =
                    runs.clustered() == Answer.YES && runs.runs() > 1 && runs.runs() < rows;
            if (cluster != column && groups && !descends[cluster][column]) {
                return cluster;
            }
        }
        return -1;
    }

    /// Whether there are footers that say enough to be looked at alone.
    public boolean hasFooters() {
        return table instanceof ParquetTable;
    }

    /// Reads the footers of Parquet files: what their writers say of rows, bounds and missing
    /// values.
    public Inspection footers() {
        if (!(table instanceof ParquetTable parquet)) {
            throw new IllegalStateException("has no footers");
        }
        List<ParquetTable.RowGroupFacts> groups = parquet.rowGroups();
        Map<String, ColumnFacts.Storage> storage = footers.storage();
        List<ColumnFacts> facts = new ArrayList<>();
        List<Field> fields = table.schema().fields();
        for (int c = 0; c < fields.size(); c++) {
            Field field = fields.get(c);
            boolean instant = table.schema().instants().contains(field.name());
            @Nullable Object[] bounds = Footers.bounds(groups, c, field.type(), instant);
            facts.add(
                    new ColumnFacts(
                            field,
                            footers.nulls(field.name()),
                            bounds[0],
                            bounds[1],
                            Answer.NOT_DETERMINED,
                            null,
                            Answer.NOT_DETERMINED,
                            0,
                            storage.get(field.name())));
        }
        return inspection(table, table.rows(), false, facts, 0);
    }

    private Inspection inspection(
            FileTable now,
            OptionalLong rows,
            boolean scanned,
            List<ColumnFacts> columns,
            int restarts) {
        return new Inspection(
                now instanceof ParquetTable
                        ? "parquet"
                        : now instanceof ArrowTable ? "arrow" : "csv",
                now.files(),
                now.bytes(),
                rows,
                scanned,
                columns,
                now.schema().leftOut().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> "%s (%s)".formatted(one.getKey(), one.getValue()))
                        .toList(),
                now.reasons(),
                now.warnings(),
                footers.writers(),
                footers.rowGroups(),
                now.unprotectedFiles(),
                restarts);
    }
}
