package dev.venturi.feature;

import java.util.List;

/// What to compute: readable as text, independent of any table.
///
/// @param by key columns; empty: the whole table is one entity
/// @param orderBy columns that order the rows of an entity; the first is the axis of the trend
/// @param select columns to compute features of; empty: every numeric column but keys and order
/// @param preset the meaning of the features, and which are computed when none is named
/// @param features a list as [FeatureList] reads it; empty: the preset's own
/// @param requireOrdered whether rows out of order are an error instead of being sorted
/// @param keepNullKeys whether a missing key is an entity of its own instead of an error
/// @param sortOutput whether entities come out by key instead of by first appearance
/// @param rows which rows of an entity count, and whether it has one row in the output or several
public record FeaturePlan(
        List<String> by,
        List<String> orderBy,
        List<String> select,
        Preset preset,
        String features,
        boolean requireOrdered,
        boolean keepNullKeys,
        boolean sortOutput,
        RowScope rows) {
    public FeaturePlan {
        by = List.copyOf(by);
        orderBy = List.copyOf(orderBy);
        select = List.copyOf(select);
    }

    /// Of all rows.
    public FeaturePlan(
            List<String> by,
            List<String> orderBy,
            List<String> select,
            Preset preset,
            String features,
            boolean requireOrdered,
            boolean keepNullKeys,
            boolean sortOutput) {
        this(
                by,
                orderBy,
                select,
                preset,
                features,
                requireOrdered,
                keepNullKeys,
                sortOutput,
                RowScope.ALL);
    }

    /// The default features of preset `standard`, over the whole table as one entity.
    public static FeaturePlan standard() {
        return new FeaturePlan(
                List.of(), List.of(), List.of(), Preset.STANDARD, "", false, false, false);
    }

    /// The same with other key columns.
    public FeaturePlan withBy(List<String> columns) {
        return new FeaturePlan(
                columns,
                orderBy,
                select,
                preset,
                features,
                requireOrdered,
                keepNullKeys,
                sortOutput,
                rows);
    }

    /// The same with other order columns.
    public FeaturePlan withOrderBy(List<String> columns) {
        return new FeaturePlan(
                by,
                columns,
                select,
                preset,
                features,
                requireOrdered,
                keepNullKeys,
                sortOutput,
                rows);
    }

    /// The same with other value columns.
    public FeaturePlan withSelect(List<String> columns) {
        return new FeaturePlan(
                by,
                orderBy,
                columns,
                preset,
                features,
                requireOrdered,
                keepNullKeys,
                sortOutput,
                rows);
    }

    /// The same under another preset.
    public FeaturePlan withPreset(Preset meaning) {
        return new FeaturePlan(
                by,
                orderBy,
                select,
                meaning,
                features,
                requireOrdered,
                keepNullKeys,
                sortOutput,
                rows);
    }

    /// The same with other features.
    public FeaturePlan withFeatures(String list) {
        return new FeaturePlan(
                by, orderBy, select, preset, list, requireOrdered, keepNullKeys, sortOutput, rows);
    }

    /// The same of other rows.
    public FeaturePlan withRows(RowScope scope) {
        return new FeaturePlan(
                by,
                orderBy,
                select,
                preset,
                features,
                requireOrdered,
                keepNullKeys,
                sortOutput,
                scope);
    }

    /// The same of rows that satisfy conditions: `day >= 2026-06-01 and ward = 'icu'`.
    public FeaturePlan withWhere(List<String> conditions) {
        return withRows(new RowScope(conditions, rows.asOf(), rows.windows(), rows.every()));
    }

    /// The same of rows before a cut-off: a date, a number, or the column that holds it.
    public FeaturePlan withAsOf(String cutoff) {
        return withRows(new RowScope(rows.where(), cutoff, rows.windows(), rows.every()));
    }

    /// The same of rows within windows that end at the cut-off: `7d`, `30d`.
    public FeaturePlan withWindows(List<String> spans) {
        return withRows(new RowScope(rows.where(), rows.asOf(), spans, rows.every()));
    }

    /// The same with a row for each entity and cut-off of a grid.
    public FeaturePlan withEvery(String distance) {
        return withRows(new RowScope(rows.where(), rows.asOf(), rows.windows(), distance));
    }
}
