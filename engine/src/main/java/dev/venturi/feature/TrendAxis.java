package dev.venturi.feature;

/// What the slope of a trend, or a rate, is taken against.
public enum TrendAxis {
    /// 0, 1, 2, ... over the valid values; gaps are squeezed out.
    POSITION("position"),
    /// 0, 1, 2, ... over all rows of the entity in order; gaps keep their place.
    DAY_GRID("day grid"),
    /// The value of the first order column: days for times, its own unit for numbers.
    ORDER_COLUMN("order column");

    private final String label;

    TrendAxis(String label) {
        this.label = label;
    }

    /// `day grid`, as it stands in documents.
    public String label() {
        return label;
    }
}
