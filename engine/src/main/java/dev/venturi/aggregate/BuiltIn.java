package dev.venturi.aggregate;

import dev.venturi.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The aggregates that come with the engine.
enum BuiltIn {
    ROWS("rows", Takes.NOTHING, ""),
    COUNT("count", Takes.ANYTHING, ""),
    SUM("sum", Takes.NUMBERS, ""),
    MEAN("mean", Takes.NUMBERS, ""),
    STD("std", Takes.NUMBERS, "ddof"),
    VARIANCE("variance", Takes.NUMBERS, "ddof"),
    MIN("min", Takes.ANYTHING, ""),
    MAX("max", Takes.ANYTHING, ""),
    RANGE("range", Takes.NUMBERS, ""),
    FIRST("first", Takes.ANYTHING, ""),
    LAST("last", Takes.ANYTHING, ""),
    DISTINCT("distinct", Takes.ANYTHING, ""),
    MEDIAN("median", Takes.NUMBERS, ""),
    QUANTILE("quantile", Takes.NUMBERS, "q");

    /// The columns that an aggregate can be computed of.
    enum Takes {
        NOTHING,
        NUMBERS,
        ANYTHING
    }

    final String text;
    final Takes takes;

    /// Name of its only parameter; empty when it has none.
    final String parameter;

    BuiltIn(String text, Takes takes, String parameter) {
        this.text = text;
        this.takes = takes;
        this.parameter = parameter;
    }

    static Optional<BuiltIn> of(String name) {
        return Arrays.stream(values()).filter(one -> one.text.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(one -> one.text).toList();
    }

    /// What it gives for a column of a type that it [#takes].
    ColumnType resultType(ColumnType input) {
        return switch (this) {
            case ROWS, COUNT, DISTINCT -> ColumnType.INT64;
            case MEAN, STD, VARIANCE, MEDIAN, QUANTILE, RANGE -> ColumnType.FLOAT64;
            case SUM -> input == ColumnType.FLOAT64 ? ColumnType.FLOAT64 : ColumnType.INT64;
            case MIN, MAX, FIRST, LAST -> input;
        };
    }
}
