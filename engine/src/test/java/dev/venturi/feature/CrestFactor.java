package dev.venturi.feature;

/// The example of a user's own feature: peak over root mean square.
public final class CrestFactor implements FeatureFunction {
    @Override
    public FeatureContract contract() {
        return FeatureContract.named("crest_factor")
                .means("crestFactor", "peak over root mean square")
                .formula("max(abs(v)) / sqrt(sum(v*v) / n)")
                .result(ResultType.FLOAT64, "none")
                .gives("NaN", "1", "1; NaN when all are 0", "NaN")
                .source("IEC 60469")
                .build();
    }

    @Override
    public double compute(SeriesView values, Parameters parameters) {
        double peak = 0;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            peak = Math.max(peak, Math.abs(values.value(i)));
            squares += values.value(i) * values.value(i);
        }
        return peak / Math.sqrt(squares / values.size());
    }
}
