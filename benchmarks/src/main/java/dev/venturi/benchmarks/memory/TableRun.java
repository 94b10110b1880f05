package dev.venturi.benchmarks.memory;

import dev.venturi.benchmarks.answers.Answers;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.feature.FeatureRow;
import dev.venturi.feature.Features;
import dev.venturi.feature.Preset;
import dev.venturi.kernel.KernelChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Computes the features as a user of the library does: of a table of arrays, whose patients are
/// found by reading `patient_id` and whose order is checked by reading `day`.
///
/// Included: reading keys and order, copying rows into batches, finding the runs, every feature,
/// results in order handed to a callback that reads each cell once.
final class TableRun implements FeatureRun {
    private final Features features;

    TableRun(VitalsArrays table, Preset preset, KernelChoice kernels, int workers) {
        Features asked =
                Features.of(table.table())
                        .by("patient_id")
                        .preset(preset)
                        .kernels(kernels)
                        .workers(workers);
        // the case study takes the rows as they stand
        features =
                preset == Preset.CASE_V1
                        ? asked.select(VitalsSql.VITALS.toArray(String[]::new))
                        : asked.orderBy("day");
    }

    @Override
    public double run() throws IOException, InterruptedException {
        double[] sum = new double[1];
        features.compute(row -> sum[0] += sumOf(row));
        return sum[0];
    }

    private static double sumOf(FeatureRow row) {
        double sum = 0;
        for (int c = 1; c < row.schema().fields().size(); c++) {
            sum += row.value(c);
        }
        return sum;
    }

    @Override
    public Answers answers() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        features.schema().fields().stream().skip(1).forEach(field -> names.add(field.name()));
        Answers.Builder answers = new Answers.Builder(names);
        features.compute(row -> {
            double[] cells = new double[names.size()];
            Arrays.setAll(cells, c -> row.value(c + 1));
            answers.add(Long.parseLong(row.key()), cells);
        });
        return answers.build();
    }

    @Override
    public void close() {}
}
