package dev.venturi.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The figures behind a finding, in the order of their weight.
///
/// @param items each name once
public record Evidence(List<Item> items) {
    /// Copies the list.
    public Evidence {
        items = List.copyOf(items);
    }

    /// One figure or one text.
    ///
    /// @param name as JSON has it, the unit in the name: `cpuSeconds`
    /// @param label as texts have it: `CPU time`
    /// @param number in the unit; NaN for a text
    /// @param unit of the number
    /// @param text what was seen, where it is no number; else empty
    public record Item(String name, String label, double number, Unit unit, String text) {
        /// For people: `CPU time 3.5 s`.
        public String shown() {
            return label + " " + (isText() ? text : unit.show(number));
        }

        /// Whether it is a text.
        public boolean isText() {
            return Double.isNaN(number);
        }
    }

    /// By name: a Double, or a String for a text; sorted by name.
    public Map<String, Object> asMap() {
        Map<String, Object> map = new TreeMap<>();
        for (Item item : items) {
            map.put(item.name(), item.isText() ? item.text() : (Object) item.number());
        }
        return map;
    }

    /// For people, in one line.
    public String shown() {
        List<String> parts = new ArrayList<>();
        for (Item item : items) {
            parts.add(item.shown());
        }
        return String.join(", ", parts);
    }

    /// Collects the items of a finding.
    public static Builder of() {
        return new Builder();
    }

    /// Evidence under construction.
    public static final class Builder {
        private final List<Item> items = new ArrayList<>();

        private Builder() {}

        /// Adds a figure; NaN is left out.
        public Builder number(String name, String label, double number, Unit unit) {
            if (!Double.isNaN(number)) {
                items.add(new Item(name, label, number, unit, ""));
            }
            return this;
        }

        /// Adds a whole number.
        public Builder number(String name, String label, long number, Unit unit) {
            return number(name, label, (double) number, unit);
        }

        /// Adds a text; an empty one is left out.
        public Builder text(String name, String label, String text) {
            if (!text.isEmpty()) {
                items.add(new Item(name, label, Double.NaN, Unit.COUNT, text));
            }
            return this;
        }

        /// What was collected.
        public Evidence build() {
            return new Evidence(items);
        }
    }
}
