package dev.venturi.feature;

import java.util.List;

/// The service through which the engine finds features of users.
///
/// Put the name of the implementing class, which needs a public constructor without arguments, into
/// `META-INF/services/dev.venturi.feature.FeatureProvider` of a jar on the class path.
public interface FeatureProvider {
    /// The features; names must be new.
    List<FeatureFunction> features();
}
