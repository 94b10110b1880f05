package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Reads a file of vitals, CSV or Parquet, into batches as a run of features does, `patient_id` as
/// the key and `day` as the order, and adds up every column instead of computing features.
///
/// Included: opening the file and finding out dialect and types, or its footer, once per run;
/// reading, splitting and parsing every field, or unpacking and decoding every page, checksums
/// included; finding the runs of equal keys.
final class TableScan {
    private static final long SPLIT_BYTES = 8L << 20;
    private static final int CAPACITY = 16_384;
    private final Path file;
    private final int threads;
    private final boolean vectors;

    /// @param vectors whether fields of CSV are read with vector instructions
    TableScan(Path file, int threads, boolean vectors) {
        this.file = file;
        this.threads = threads;
        this.vectors = vectors;
    }

    /// What reading found.
    ///
    /// @param rows rows
    /// @param runs runs of equal keys, those that a split's border cuts counted twice
    /// @param sums of `day` and of each vital, missing values left out
    record Totals(long rows, long runs, List<Double> sums) {
        Totals plus(Totals other) {
            List<Double> both =
                    IntStream.range(0, sums.size())
                            .mapToObj(i -> sums.get(i) + other.sums.get(i))
                            .toList();
            return new Totals(rows + other.rows, runs + other.runs, both);
        }
    }

    /// Reads the file once.
    Totals run() throws Exception {
        try (InputFiles files = InputFiles.of(file);
                ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            TableSource table = TableFiles.open(files, CsvOptions.DEFAULTS);
            Projection projection =
                    new Projection(
                            List.of(table.schema().indexOf("patient_id")),
                            List.of(table.schema().indexOf("day")),
                            VitalsSql.VITALS.stream().map(table.schema()::indexOf).toList(),
                            false);
            List<Callable<Totals>> work = new ArrayList<>();
            for (Split split : table.splits(SPLIT_BYTES)) {
                work.add(() -> read(table, split, projection));
            }
            Totals all = null;
            for (Future<Totals> part : workers.invokeAll(work)) {
                all = all == null ? part.get() : all.plus(part.get());
            }
            if (all == null) {
                throw new IllegalStateException(file + " has no rows");
            }
            return all;
        }
    }

    private Totals read(TableSource table, Split split, Projection projection) throws IOException {
        RowBatch batch = new RowBatch(1, 1, projection.values().size(), CAPACITY);
        long rows = 0;
        long runs = 0;
        double[] sums = new double[1 + batch.values.length];
        try (SplitReader reader = table.open(split, projection, vectors)) {
            boolean more = true;
            while (more) {
                more = reader.read(batch);
                int n = batch.rows();
                sums[0] += sum(batch.order[0], n);
                for (int v = 0; v < batch.values.length; v++) {
                    sums[v + 1] += sum(batch.values[v], n);
                }
                rows += n;
                runs += batch.runs();
                batch.clear();
            }
        }
        List<Double> boxed = new ArrayList<>();
        for (double sum : sums) {
            boxed.add(sum);
        }
        return new Totals(rows, runs, boxed);
    }

    private static double sum(long[] values, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static double sum(double[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double value = values[i];
            sum += Double.isNaN(value) ? 0.0 : value;
        }
        return sum;
    }
}
