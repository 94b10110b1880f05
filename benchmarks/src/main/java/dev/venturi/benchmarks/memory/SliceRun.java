package dev.venturi.benchmarks.memory;

import dev.venturi.benchmarks.answers.Answers;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.feature.ColumnProgram;
import dev.venturi.feature.FeatureCells;
import dev.venturi.feature.FeatureDefinition;
import dev.venturi.feature.FeatureList;
import dev.venturi.feature.Preset;
import dev.venturi.kernel.KernelSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Computes the features of slices whose borders are known: the engine's programs and kernels and
/// nothing else. Neither `patient_id` nor `day` is read for case-v1; the days, as doubles, for
/// `standard`.
///
/// Included: squeezing out missing values, every feature of every patient and vital, results
/// written to arrays. Workers take equal ranges of patients.
final class SliceRun implements FeatureRun {
    private final VitalsArrays table;
    private final double[] axis;
    private final List<FeatureDefinition> definitions;
    private final FeatureCells cells;
    private final List<Callable<Void>> work = new ArrayList<>();
    private final ExecutorService workers;

    SliceRun(VitalsArrays table, Preset preset, KernelSelection kernels, int workerCount) {
        this.table = table;
        boolean hasAxis = preset == Preset.STANDARD;
        axis = hasAxis ? table.axis() : new double[0];
        definitions = FeatureList.defaultsOf(preset).definitions();
        boolean[] keepsType =
                ColumnProgram.compile(preset, definitions, kernels.create(), hasAxis).keepsType();
        boolean[] all = new boolean[keepsType.length * table.values().length];
        for (int c = 0; c < all.length; c++) {
            all[c] = keepsType[c % keepsType.length];
        }
        cells = new FeatureCells(all, table.patients());
        workers = Executors.newFixedThreadPool(workerCount);
        for (int w = 0; w < workerCount; w++) {
            int from = (int) ((long) table.patients() * w / workerCount);
            int to = (int) ((long) table.patients() * (w + 1) / workerCount);
            ColumnProgram[] programs = new ColumnProgram[table.values().length];
            for (int v = 0; v < programs.length; v++) {
                programs[v] = ColumnProgram.compile(preset, definitions, kernels.create(), hasAxis);
            }
            work.add(() -> {
                compute(programs, from, to);
                return null;
            });
        }
    }

    private void compute(ColumnProgram[] programs, int from, int to) {
        int[] offsets = table.offsets();
        for (int p = from; p < to; p++) {
            for (int v = 0; v < programs.length; v++) {
                programs[v].evaluate(
                        table.values()[v],
                        null,
                        axis,
                        offsets[p],
                        offsets[p + 1],
                        cells,
                        v * definitions.size(),
                        p);
            }
        }
    }

    @Override
    public double run() throws Exception {
        for (Future<Void> done : workers.invokeAll(work)) {
            done.get();
        }
        double sum = 0;
        for (double[] column : cells.values) {
            sum += column[column.length - 1];
        }
        return sum;
    }

    @Override
    public Answers answers() {
        List<String> names = new ArrayList<>();
        for (String vital : VitalsSql.VITALS) {
            definitions.forEach(definition -> names.add(definition.outputName(vital)));
        }
        return new Answers(names, table.keys(), cells.values);
    }

    @Override
    public void close() {
        workers.close();
    }
}
