package dev.venturi.benchmarks.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Features by entity, in ascending order of the key.
///
/// @param columns names of the features, as `heart_rate_mean`
/// @param keys `[entities]`
/// @param cells `[columns][entities]`, NaN where there is no value; owned by this
@SuppressWarnings("ArrayRecordComponent") // compared by Agreement only
public record Answers(List<String> columns, long[] keys, double[][] cells) {
    public Answers {
        columns = List.copyOf(columns);
    }

    /// The cells of a column.
    ///
    /// @throws IllegalArgumentException when there is no such column
    public double[] column(String name) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "no column %s, expected one of %s".formatted(name, columns));
        }
        return cells[at];
    }

    /// Collects rows whose keys ascend.
    public static final class Builder {
        private final List<String> columns;
        private final List<double[]> rows = new ArrayList<>();
        private long[] keys = new long[1024];

        public Builder(List<String> columns) {
            this.columns = columns;
        }

        /// Adds an entity.
        ///
        /// @param cells `[columns]`, kept
        public void add(long key, double[] cells) {
            if (rows.size() == keys.length) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            keys[rows.size()] = key;
            rows.add(cells);
        }

        /// All rows added.
        public Answers build() {
            double[][] cells = new double[columns.size()][rows.size()];
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < cells.length; c++) {
                    cells[c][r] = rows.get(r)[c];
                }
            }
            return new Answers(columns, Arrays.copyOf(keys, rows.size()), cells);
        }
    }
}
