package dev.venturi.cli.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The two slow ways to the features of every entity: the first rungs of the demo's ladder, and the
/// answers the engine's are compared with.
///
/// Both give one row per entity in order of first appearance ([NaiveTable#entities()]); a row
/// holds, for each column of the table in turn, the features of
/// [NaiveReference#defaultNames(NaivePreset)]. The rows of an entity are sorted by the order column
/// first, when there is one; equal ones keep the order of the file.
public final class NaivePipelines {
    private NaivePipelines() {}

    /// Looks through the whole table once for every entity, as the case study's first version does:
    /// time grows with rows times entities.
    ///
    /// @throws IllegalArgumentException in `CASE_V3` when entities have different numbers of rows
    public static List<double[]> scan(NaiveTable table, NaivePreset preset) {
        List<List<Integer>> groups = new ArrayList<>();
        for (String entity : table.entities()) {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < table.keys().length; row++) {
                if (table.keys()[row].equals(entity)) {
                    rows.add(row);
                }
            }
            groups.add(rows);
        }
        return features(table, groups, preset);
    }

    /// Looks through the table once and keeps a list of rows per entity, as the case study's second
    /// version does.
    ///
    /// @throws IllegalArgumentException in `CASE_V3` when entities have different numbers of rows
    public static List<double[]> grouped(NaiveTable table, NaivePreset preset) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < table.keys().length; row++) {
            groups.computeIfAbsent(table.keys()[row], entity -> new ArrayList<>()).add(row);
        }
        return features(table, List.copyOf(groups.values()), preset);
    }

    private static List<double[]> features(
            NaiveTable table, List<List<Integer>> groups, NaivePreset preset) {
        if (preset == NaivePreset.CASE_V3) {
            requireEqualLengths(table, groups);
        }
        int perColumn = NaiveReference.defaultNames(preset).size();
        List<double[]> results = new ArrayList<>();
        for (List<Integer> rows : groups) {
            double[] order = new double[0];
            if (table.order().length > 0) {
                rows.sort(Comparator.comparingDouble(row -> table.order()[row]));
                order = pick(table.order(), rows);
            }
            double[] result = new double[table.columns().size() * perColumn];
            for (int c = 0; c < table.columns().size(); c++) {
                double[] values = pick(table.values()[c], rows);
                double[] features = NaiveReference.defaultFeatures(values, order, preset);
                System.arraycopy(features, 0, result, c * perColumn, perColumn);
            }
            results.add(result);
        }
        return results;
    }

    private static double[] pick(double[] column, List<Integer> rows) {
        return rows.stream().mapToDouble(row -> column[row]).toArray();
    }

    private static void requireEqualLengths(NaiveTable table, List<List<Integer>> groups) {
        for (List<Integer> rows : groups) {
            List<Integer> first = groups.getFirst();
            if (rows.size() != first.size()) {
                throw new IllegalArgumentException(
                        "case-v3 needs the same number of rows for every entity: %s has %d, %s has %d"
                                .formatted(
                                        table.keys()[first.getFirst()],
                                        first.size(),
                                        table.keys()[rows.getFirst()],
                                        rows.size()));
            }
        }
    }
}
