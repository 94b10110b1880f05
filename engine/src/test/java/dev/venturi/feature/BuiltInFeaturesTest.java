package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Every feature of the engine keeps the contract of features.
@ParameterizedClass
@ValueSource(
        strings = {
            "count",
            "missing_pct",
            "sum",
            "mean",
            "std(0),std(1)",
            "variance(0),variance(1)",
            "min",
            "max",
            "range",
            "trend",
            "n_anomalies,n_anomalies(1.5),n_anomalies(0)",
            "median",
            "quantile(0),quantile(0.1),quantile(0.9),quantile(1)",
            "first",
            "last",
            "moving_average,moving_average(1),moving_average(14,first),moving_average(3,max),"
                    + "moving_average(60,min),moving_average(8192)",
            "autocorrelation,autocorrelation(7),autocorrelation(2,unbiased),"
                    + "autocorrelation(9000)",
            "mean_abs_change",
            "mean_change",
            "rate_of_change",
            "longest_run(70),longest_run(120),longest_run(-3.5)",
            "skewness",
            "kurtosis"
        })
class BuiltInFeaturesTest extends FeatureContractTest {
    private final String feature;

    BuiltInFeaturesTest(String feature) {
        this.feature = feature;
    }

    @Override
    String feature() {
        return feature;
    }

    /// A new feature of the catalog has to be added above.
    @Test
    void noFeatureIsLeftOut() {
        ValueSource tried = BuiltInFeaturesTest.class.getAnnotation(ValueSource.class);
        List<String> names =
                Arrays.stream(tried.strings()).map(text -> text.replaceFirst("\\W.*", "")).toList();
        assertThat(names).containsExactlyElementsOf(FeatureCatalog.builtIn().names());
    }
}
