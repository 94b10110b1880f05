package dev.venturi.feature;

import dev.venturi.table.UsageException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The features to compute, in the order asked; no two of them would make the same output column.
///
/// @param preset the preset that settled them
public record FeatureList(Preset preset, List<FeatureDefinition> definitions) {
    public FeatureList {
        definitions = List.copyOf(definitions);
    }

    /// Reads a list as users write it: `mean, std(ddof=0), quantile(0.9),
    /// load:autocorrelation(lag=7), "my column":median`.
    ///
    /// Parameters are given by position or by name, the positional ones first. A column name before
    /// a colon restricts the feature to that column; it is quoted when it holds one of `,:()="` or
    /// begins or ends with a blank, with quotes doubled inside.
    ///
    /// @throws UsageException naming the piece that cannot be read, where it stands, and what was
    ///   expected
    public static FeatureList parse(String text, Preset preset, FeatureCatalog catalog) {
        return new FeatureListParser(text, preset, catalog).parse();
    }

    /// The default features of a preset.
    public static FeatureList defaultsOf(Preset preset) {
        return parse(preset.defaultFeatures(), preset, FeatureCatalog.builtIn());
    }

    /// The features of one column, in the order asked.
    public List<FeatureDefinition> of(String column) {
        return definitions.stream().filter(d -> d.appliesTo(column)).toList();
    }

    /// The columns some features are restricted to, in the order asked.
    public List<String> restrictedColumns() {
        return definitions.stream()
                .map(FeatureDefinition::onlyColumn)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// The definition that would make the same output column as another, if there is one.
    static @Nullable FeatureDefinition sameAs(
            FeatureDefinition wanted, List<FeatureDefinition> before) {
        for (FeatureDefinition other : before) {
            boolean sameColumn =
                    other.onlyColumn() == null
                            || wanted.onlyColumn() == null
                            || other.onlyColumn().equals(wanted.onlyColumn());
            if (sameColumn
                    && other.name().equals(wanted.name())
                    && other.parameters().equals(wanted.parameters())) {
                return other;
            }
        }
        return null;
    }
}
