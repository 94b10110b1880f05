package dev.venturi.pipeline.stage;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows on a grid of times: of each entity one row for every cell of the grid from its first row to
/// its last. A cell begins at a multiple of the distance since 1970-01-01T00:00 and holds the rows
/// from there up to the next.
///
/// @param by columns that name an entity; none: the table is one
/// @param time the column of times
/// @param every the distance of the grid
/// @param compute names of the new columns and what they hold of a cell: `mean(load)`, `last(load)`
/// @param fill what stands in a cell without a value
public record ResampleStep(
        String input,
        List<String> by,
        String time,
        Duration every,
        Map<String, String> compute,
        Fill fill)
        implements Step {
    /// What stands in a cell without a value.
    public enum Fill {
        /// Nothing.
        NONE,
        /// The value of the cell before that has one.
        PREVIOUS,
        /// What a straight line between the values before and behind gives.
        LINEAR
    }

    public ResampleStep {
        by = List.copyOf(by);
        compute = Collections.unmodifiableMap(new LinkedHashMap<>(compute));
    }

    /// The same by some columns.
    public ResampleStep by(String... columns) {
        return new ResampleStep(input, List.of(columns), time, every, compute, fill);
    }

    /// The same with one more column.
    public ResampleStep compute(String name, String what) {
        Map<String, String> more = new LinkedHashMap<>(compute);
        more.put(name, what);
        return new ResampleStep(input, by, time, every, more, fill);
    }

    /// The same with cells without a value filled.
    public ResampleStep fill(Fill how) {
        return new ResampleStep(input, by, time, every, compute, how);
    }

    @Override
    public String type() {
        return "resample";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
