package dev.venturi.feature;

import java.util.List;

/// What a user registers as a service to make features of their own known.
public final class ExampleFeatures implements FeatureProvider {
    @Override
    public List<FeatureFunction> features() {
        return List.of(new CrestFactor(), new CountAbove());
    }
}
