package dev.venturi.cli.command;

import dev.venturi.compare.TableComparison;
import dev.venturi.compare.Tolerance;
import dev.venturi.table.UsageException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How far numbers may be apart, for all columns and for some: `--rtol 1e-9 --rtol x_mean=0`.
///
/// @param relative by column; the empty name stands for all others
/// @param absolute by column, in its unit
record Tolerances(Map<String, Double> relative, Map<String, Double> absolute) {
    private static final String ALL = "";

    /// Reads what the options say.
    ///
    /// @throws UsageException for what is no number of 0 or more
    static Tolerances of(List<String> relative, List<String> absolute) {
        return new Tolerances(read(relative, "--rtol"), read(absolute, "--atol"));
    }

    private static Map<String, Double> read(List<String> texts, String option) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        for (String text : Names.of(texts, option)) {
            int equals = text.lastIndexOf('=');
            String column = equals < 0 ? ALL : text.substring(0, equals);
            bounds.put(column, bound(text.substring(equals + 1), option));
        }
        return bounds;
    }

    private static double bound(String text, String option) {
        double bound = Double.NaN;
        try {
            bound = Double.parseDouble(text);
        } catch (NumberFormatException _) {
            // refused below, as every other text
        }
        if (!(bound >= 0) || Double.isInfinite(bound)) {
            throw new UsageException(
                    "%s: expected a number of 0 or more, such as 1e-9 or COLUMN=1e-9, found \"%s\""
                            .formatted(option, text));
        }
        return bound;
    }

    /// The comparison with these tolerances.
    TableComparison applyTo(TableComparison comparison) {
        Set<String> columns = new LinkedHashSet<>(relative.keySet());
        columns.addAll(absolute.keySet());
        columns.remove(ALL);
        TableComparison bounded = comparison.tolerance(of(ALL));
        for (String column : columns) {
            bounded = bounded.tolerance(column, of(column));
        }
        return bounded;
    }

    private Tolerance of(String column) {
        return new Tolerance(of(relative, column), of(absolute, column));
    }

    private static double of(Map<String, Double> bounds, String column) {
        return bounds.getOrDefault(column, bounds.getOrDefault(ALL, 0.0));
    }
}
