package dev.venturi.feature;

import org.jspecify.annotations.Nullable;

/// One series as a feature of the user sees it: the valid values in order, missing ones squeezed
/// out.
///
/// Valid only during the call it was handed to; the arrays behind it are reused.
public final class SeriesView {
    private double[] values = new double[0];
    private double @Nullable [] axis;
    private int size;
    private long rows;

    SeriesView() {}

    /// A view of plain arrays, for trying a feature out. The arrays are not copied.
    ///
    /// @param values valid values only, none of them NaN
    /// @param axis the order column at those values, or null when there is none
    public static SeriesView of(double[] values, double @Nullable [] axis) {
        if (axis != null && axis.length != values.length) {
            throw new IllegalArgumentException(
                    "%d values but %d axis values".formatted(values.length, axis.length));
        }
        SeriesView view = new SeriesView();
        view.show(values, axis, values.length, values.length);
        return view;
    }

    void show(double[] values, double @Nullable [] axis, int size, long rows) {
        this.values = values;
        this.axis = axis;
        this.size = size;
        this.rows = rows;
    }

    /// How many valid values there are; may be 0.
    public int size() {
        return size;
    }

    /// How many rows the entity has, missing values included.
    public long rows() {
        return rows;
    }

    /// A valid value: finite or infinite, never NaN.
    ///
    /// @param index 0..size-1
    public double value(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("value %d of %d".formatted(index, size));
        }
        return values[index];
    }

    /// Whether the table is ordered by a column, so that [#axis] can be asked.
    public boolean hasAxis() {
        return axis != null;
    }

    /// The first order column at a valid value: days since the entity's first row for times, the
    /// number itself for numbers.
    ///
    /// @param index 0..size-1
    public double axis(int index) {
        double[] present = axis;
        if (present == null) {
            throw new IllegalStateException("the table has no order column; ask hasAxis() first");
        }
        if (index >= size) {
            throw new IndexOutOfBoundsException("axis %d of %d".formatted(index, size));
        }
        return present[index];
    }
}
