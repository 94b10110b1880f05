package dev.venturi.inspect;

import dev.venturi.table.Column;
import org.jspecify.annotations.Nullable;

/// Doubles; NaN is missing. They are no keys: whether they come back is not looked at unless they
/// ascend.
final class DoubleScan extends ColumnScan {
    private boolean any;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean first = true;
    private double last;

    DoubleScan(SeenValues.Budget budget) {
        super(budget);
        forget();
    }

    @Override
    void look(Column column, int rows) {
        if (!(column instanceof Column.DoubleColumn(double[] values))) {
            throw new IllegalArgumentException("expected doubles, found " + column);
        }
        for (int r = 0; r < rows; r++) {
            double value = values[r];
            if (Double.isNaN(value)) {
                missing++;
            } else {
                any = true;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            if (first || (value != last && !(Double.isNaN(value) && Double.isNaN(last)))) {
                // missing values stand below all others
                int order =
                        first || Double.isNaN(last)
                                ? 1
                                : Double.isNaN(value) || value < last ? -1 : 1;
                began(r, order, 0);
                first = false;
                last = value;
            }
        }
    }

    @Override
    @Nullable Object min() {
        return any ? min : null;
    }

    @Override
    @Nullable Object max() {
        return any ? max : null;
    }
}
