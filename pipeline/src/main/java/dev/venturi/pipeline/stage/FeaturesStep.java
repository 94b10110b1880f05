package dev.venturi.pipeline.stage;

import dev.venturi.feature.FeaturePlan;
import java.util.List;

/// Features per entity, as `venturi features` computes them.
///
/// @param plan which features, of what
public record FeaturesStep(String input, FeaturePlan plan) implements Step {
    /// The same by a plan.
    public FeaturesStep as(FeaturePlan whole) {
        return new FeaturesStep(input, whole);
    }

    @Override
    public String type() {
        return "features";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
