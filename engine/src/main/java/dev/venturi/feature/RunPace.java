package dev.venturi.feature;

import dev.venturi.table.TableSource;

/// About how long a run takes, from what its steps took on one core of a server of 2019; good to a
/// factor of two or so.
final class RunPace {
    private static final double START_SECONDS = 0.3;
    private static final double TEXT_BYTES_PER_SECOND = 350e6;
    private static final double COLUMNAR_VALUES_PER_SECOND = 200e6;
    private static final double FEATURES_PER_SECOND = 300e6;

    /// Dividing a row by entity, and bringing it to its place.
    private static final double SECONDS_TO_MOVE_A_ROW = 150e-9;

    private static final double SECONDS_TO_MOVE_A_VALUE = 12e-9;

    private RunPace() {}

    static double seconds(
            TableSource source, ResolvedPlan plan, Layout layout, long rows, int workers) {
        double values = (double) rows * plan.columns().size();
        double all = values + (double) rows * (plan.order().size() + plan.keys().size());
        double reading =
                source.rows().isPresent()
                        ? all / COLUMNAR_VALUES_PER_SECOND
                        : source.bytes() / TEXT_BYTES_PER_SECOND;
        double features = (double) rows * plan.cells() / FEATURES_PER_SECOND;
        double moving =
                layout.isScattered()
                        ? rows * SECONDS_TO_MOVE_A_ROW + all * SECONDS_TO_MOVE_A_VALUE
                        : 0;
        return START_SECONDS + (reading + features + moving) / workers;
    }
}
