package dev.venturi.feature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A feature to compute: its contract with a value for every parameter, and perhaps for one column
/// only.
///
/// @param preset the preset that settled it
/// @param contract for these parameters
/// @param parameters a value for each parameter of the contract
/// @param onlyColumn the column it is restricted to; null: every column
/// @param function what computes it when it comes from a user; null when it comes with the engine
public record FeatureDefinition(
        Preset preset,
        FeatureContract contract,
        Parameters parameters,
        @Nullable String onlyColumn,
        @Nullable FeatureFunction function) {
    /// Name of the feature, as users write it.
    public String name() {
        return contract.name();
    }

    /// Whether the result of an int64 column is int64 too.
    public boolean keepsType() {
        return contract.result() == ResultType.AS_COLUMN;
    }

    /// Whether it is to be computed of a column.
    public boolean appliesTo(String column) {
        return onlyColumn == null || onlyColumn.equals(column);
    }

    /// Name of its output column: the column, the feature, and the parameters that differ from the
    /// preset's defaults (`x_quantile_0.9`, `x_autocorrelation_7_unbiased`, `x_std_ddof0`).
    public String outputName(String column) {
        StringBuilder text = new StringBuilder(column).append('_').append(name());
        List<FeatureParameter> declared = contract.parameters();
        Map<String, String> values = parameters.texts();
        for (int i = 0; i < declared.size(); i++) {
            FeatureParameter parameter = declared.get(i);
            String value = values.get(parameter.name());
            if (parameter.defaultText().equals(value)) {
                continue;
            }
            boolean bare = i == 0 || parameter.kind() == FeatureParameter.Kind.WORD;
            text.append('_');
            if (parameter.alwaysNamed() || !bare) {
                text.append(parameter.name());
            }
            text.append(value);
        }
        return text.toString();
    }

    /// As it stands in a feature list: `load:autocorrelation(lag=7, form=biased)`.
    @Override
    public String toString() {
        String only = onlyColumn == null ? "" : onlyColumn + ":";
        String arguments = parameters.toString();
        return only + name() + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }

    FeatureDefinition restrictedTo(@Nullable String column) {
        return new FeatureDefinition(preset, contract, parameters, column, function);
    }
}
