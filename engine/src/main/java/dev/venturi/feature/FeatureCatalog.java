package dev.venturi.feature;

import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Every feature that can be asked for by name: those of the engine, and those of the user.
public final class FeatureCatalog {
    private final Map<String, FeatureFunction> own;

    private FeatureCatalog(Map<String, FeatureFunction> own) {
        this.own = own;
    }

    /// The features that come with the engine.
    public static FeatureCatalog builtIn() {
        return of(List.of());
    }

    /// The features of the engine, and those of every [FeatureProvider] on the class path.
    ///
    /// @throws UsageException when a provider cannot be loaded, or a name is taken
    public static FeatureCatalog installed() {
        List<FeatureFunction> found = new ArrayList<>();
        try {
            for (FeatureProvider provider : ServiceLoader.load(FeatureProvider.class)) {
                found.addAll(provider.features());
            }
        } catch (ServiceConfigurationError e) {
            throw new UsageException(
                    "a feature of your own cannot be loaded: %s; see META-INF/services/%s"
                            .formatted(e.getMessage(), FeatureProvider.class.getName()));
        }
        return of(found);
    }

    /// The features of the engine, and some more.
    ///
    /// @throws UsageException when a name is taken, or a contract promises what only the engine
    ///   does
    public static FeatureCatalog of(List<FeatureFunction> own) {
        Map<String, FeatureFunction> byName = new LinkedHashMap<>();
        for (FeatureFunction function : own) {
            FeatureContract contract = function.contract();
            String name = contract.name();
            String owner = function.getClass().getName();
            if (BuiltIn.named(name).isPresent()) {
                throw new UsageException(
                        "%s: feature \"%s\" comes with the engine; give yours another name"
                                .formatted(owner, name));
            }
            if (contract.result() == ResultType.AS_COLUMN
                    || contract.featureClass() != FeatureClass.WHOLE_SERIES) {
                throw new UsageException(
                        "%s: feature \"%s\" must be of class whole-series and give FLOAT64 or INT64"
                                .formatted(owner, name));
            }
            FeatureFunction other = byName.putIfAbsent(name, function);
            if (other != null) {
                throw new UsageException(
                        "%s: feature \"%s\" is defined by %s too; rename one of them"
                                .formatted(owner, name, other.getClass().getName()));
            }
        }
        return new FeatureCatalog(byName);
    }

    /// The contract of every feature under a preset, with the defaults of its parameters: the
    /// engine's first, then the user's.
    public List<FeatureContract> contracts(Preset preset) {
        List<FeatureContract> contracts = new ArrayList<>();
        for (BuiltIn feature : BuiltIn.values()) {
            contracts.add(
                    feature.contract(preset, new Parameters(feature.parameters(preset), Map.of())));
        }
        own.values().forEach(function -> contracts.add(function.contract()));
        return List.copyOf(contracts);
    }

    /// The names of all features, in the order of [#contracts].
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (BuiltIn feature : BuiltIn.values()) {
            names.add(feature.label());
        }
        names.addAll(own.keySet());
        return List.copyOf(names);
    }

    /// The contract of one feature under a preset, with the defaults of its parameters.
    ///
    /// @throws UsageException when there is none of that name, with the nearest one
    public FeatureContract contract(String name, Preset preset) {
        return contracts(preset).stream()
                .filter(contract -> contract.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(unknown(name)));
    }

    /// What is said of a name that is not in the catalog.
    String unknown(String name) {
        String cure =
                NearestName.of(name, names())
                        .map(near -> "did you mean \"%s\"?".formatted(near))
                        .orElse("expected one of " + String.join(", ", names()));
        return "unknown feature \"%s\"; %s".formatted(name, cure);
    }

    /// Settles a feature.
    ///
    /// @param given canonical texts of the parameters that were given, by name
    FeatureDefinition define(FeatureContract plain, Map<String, String> given, Preset preset) {
        Parameters parameters = new Parameters(plain.parameters(), given);
        FeatureContract contract =
                BuiltIn.named(plain.name())
                        .map(feature -> feature.contract(preset, parameters))
                        .orElse(plain);
        return new FeatureDefinition(preset, contract, parameters, null, own.get(plain.name()));
    }
}
