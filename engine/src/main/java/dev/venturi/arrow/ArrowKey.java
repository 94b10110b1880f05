package dev.venturi.arrow;

import dev.venturi.columnar.KeyRunList;
import dev.venturi.columnar.ValueText;
import java.util.Arrays;

/// A key column: finds where its values change by what is stored, and makes a text only there.
final class ArrowKey {
    private final ArrowValues values;
    private final KeyRunList runs;
    private final ArrowKeyText keys;

    /// @param runs told of the runs of the rows read last
    ArrowKey(ArrowValues values, KeyRunList runs) {
        this.values = values;
        this.runs = runs;
        this.keys = new ArrowKeyText(values);
    }

    /// Takes the rows its values have read.
    void fill(int n) {
        runs.clear();
        for (int i = 0; i < n; i++) {
            if (i > 0 && isSame(i - 1, i)) {
                continue;
            }
            ValueText text = keys.of(i);
            if (!runs.add(i, text.bytes, text.from, text.to)) {
                throw new IllegalArgumentException(KeyRunList.TOO_LONG);
            }
        }
    }

    /// Whether two rows have the same key, as far as it can be told without texts.
    private boolean isSame(int a, int b) {
        if (!values.present[a] || !values.present[b]) {
            return values.present[a] == values.present[b];
        }
        return switch (values.field().kind()) {
            case TEXT, LARGE_TEXT, TEXT_VIEW ->
                    Arrays.equals(
                            values.bytes[a],
                            values.start[a],
                            values.end[a],
                            values.bytes[b],
                            values.start[b],
                            values.end[b]);
            case FLOAT ->
                    Double.doubleToLongBits(values.reals[a])
                            == Double.doubleToLongBits(values.reals[b]);
            case DECIMAL -> false;
            case SIGNED, UNSIGNED, BOOLEAN, TIME -> values.wholes[a] == values.wholes[b];
        };
    }
}
