package dev.venturi.feature;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Features of a user, found through the service, keep the contract of features.
@ParameterizedClass
@ValueSource(strings = {"crest_factor", "count_above(70),count_above(72,closed)"})
class OwnFeaturesTest extends FeatureContractTest {
    private final String feature;

    OwnFeaturesTest(String feature) {
        this.feature = feature;
    }

    @Override
    String feature() {
        return feature;
    }
}
