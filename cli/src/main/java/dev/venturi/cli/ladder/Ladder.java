package dev.venturi.cli.ladder;

import dev.venturi.cli.demo.NaivePipelines;
import dev.venturi.cli.demo.NaivePreset;
import dev.venturi.cli.demo.NaiveTable;
import dev.venturi.feature.Preset;
import dev.venturi.feature.SeriesFeatures;
import dev.venturi.kernel.KernelChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Four ways to the same features of a table in memory, each on one thread: what each idea is
/// worth.
///
/// @param rungs from slow to fast
public record Ladder(List<Rung> rungs) {
    private static final double SHORTEST = 1;
    private static final double LONGEST = 3;
    private static final double CLEARLY = 0.95;
    private static final int STEADY_RUNS = 12;
    private static final int NAIVE_PART = 4;

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /// One way.
    ///
    /// @param name `naive`, `grouped`, `scalar` or `vector`
    /// @param what it does, for people
    /// @param patients it was run on
    /// @param seconds they took
    /// @param allSeconds all patients take: measured, or estimated when it ran on fewer
    public record Rung(String name, String what, int patients, double seconds, double allSeconds) {}

    /// How long all patients take one way; NaN when it was not run.
    public double seconds(String name) {
        return rungs.stream()
                .filter(rung -> rung.name.equals(name))
                .mapToDouble(Rung::allSeconds)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// Runs all four.
    ///
    /// @param groupedBefore seconds the grouped way took when it was run before
    /// @param vector whether vector kernels can be had
    static Ladder climb(NaiveTable table, double groupedBefore, boolean vector) {
        int[] starts = starts(table.keys());
        int patients = starts.length - 1;
        List<Rung> rungs = new ArrayList<>();
        double grouped =
                Math.min(
                        groupedBefore,
                        time(() -> NaivePipelines.grouped(table, NaivePreset.CASE_V1)));
        rungs.add(naive(table, starts, grouped));
        rungs.add(
                new Rung(
                        "grouped",
                        "one look through the table, a list of rows for each patient",
                        patients,
                        grouped,
                        grouped));
        double scalar = compiled(() -> engine(table, KernelChoice.SCALAR));
        rungs.add(
                new Rung(
                        "scalar",
                        "the engine: a patient's rows where they lie, plain loops",
                        patients,
                        scalar,
                        scalar));
        if (vector) {
            double seconds = compiled(() -> engine(table, KernelChoice.VECTOR));
            rungs.add(
                    new Rung(
                            "vector",
                            "the same, eight values at a time",
                            patients,
                            seconds,
                            seconds));
        }
        return new Ladder(rungs);
    }

    /// Looking through the table grows with rows times patients, computing the features with
    /// patients: a part of the table and the grouped way, which computes the same, give both.
    private static Rung naive(NaiveTable table, int[] starts, double grouped) {
        int patients = starts.length - 1;
        int some = Math.max(1, patients / NAIVE_PART);
        NaiveTable part = part(table, starts[some]);
        double seconds = time(() -> NaivePipelines.scan(part, NaivePreset.CASE_V1));
        double times = (double) patients / some;
        double looking = Math.max(0, seconds - grouped / times);
        return new Rung(
                "naive",
                "for every patient a look through the whole table",
                some,
                seconds,
                some == patients ? seconds : grouped + looking * times * times);
    }

    private static NaiveTable part(NaiveTable table, int rows) {
        double[][] values = new double[table.values().length][];
        for (int c = 0; c < values.length; c++) {
            values[c] = Arrays.copyOf(table.values()[c], rows);
        }
        return new NaiveTable(
                table.columns(), Arrays.copyOf(table.keys(), rows), table.order(), values);
    }

    private static double[][][] engine(NaiveTable table, KernelChoice kernels) {
        SeriesFeatures features = SeriesFeatures.of(Preset.CASE_V1, "", kernels, false);
        int[] starts = starts(table.keys());
        double[][][] results = new double[table.values().length][][];
        for (int c = 0; c < results.length; c++) {
            results[c] = features.compute(table.values()[c], starts);
        }
        return results;
    }

    /// Where the rows of each patient begin, and behind the last the number of rows.
    private static int[] starts(String[] keys) {
        int[] starts = new int[keys.length + 1];
        int entities = 0;
        for (int row = 0; row < keys.length; row++) {
            if (row == 0 || !keys[row].equals(keys[row - 1])) {
                starts[entities++] = row;
            }
        }
        starts[entities] = keys.length;
        return Arrays.copyOf(starts, entities + 1);
    }

    /// The fastest run once the loops are compiled: when for a while no run has been faster.
    private static double compiled(Runnable work) {
        double fastest = Double.POSITIVE_INFINITY;
        double spent = 0;
        int notFaster = 0;
        while ((spent < SHORTEST || notFaster < STEADY_RUNS) && spent < LONGEST) {
            double one = time(work);
            spent += one;
            notFaster = one < fastest * CLEARLY ? 0 : notFaster + 1;
            fastest = Math.min(fastest, one);
        }
        return fastest;
    }

    private static double time(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }
}
