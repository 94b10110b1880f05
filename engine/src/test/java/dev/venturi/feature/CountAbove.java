package dev.venturi.feature;

import java.util.List;

/// A user's own feature with parameters and a whole result: values above a threshold.
public final class CountAbove implements FeatureFunction {
    @Override
    public FeatureContract contract() {
        return FeatureContract.named("count_above")
                .means("countAbove", "values above a threshold")
                .formula("number of v > limit, or >= limit when closed")
                .parameter(FeatureParameter.number("limit", -1e9, 1e9, "the threshold"))
                .parameter(
                        FeatureParameter.word(
                                "side",
                                List.of("open", "closed"),
                                "whether the threshold itself counts"))
                .result(ResultType.INT64, "rows")
                .gives("0", "0 or 1", "0 or n", "compared as IEEE 754")
                .source("tsfresh count_above")
                .example("count_above(120)")
                .build();
    }

    @Override
    public double compute(SeriesView values, Parameters parameters) {
        double limit = parameters.number("limit");
        boolean closed = parameters.word("side").equals("closed");
        int count = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.value(i);
            if (value > limit || (closed && value == limit)) {
                count++;
            }
        }
        return count;
    }
}
