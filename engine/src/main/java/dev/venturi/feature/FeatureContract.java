package dev.venturi.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a feature means: everything two people must agree on to get the same number.
///
/// In formulas v are the valid values of a series in order, n their number, D all rows of the
/// entity, d = v - mean, x the axis, c = x - mean(x), and `sum` the contract's order of addition
/// (pairwise in blocks of 8,192).
///
/// @param name as users write it: `std`; lower case letters, digits and `_`
/// @param longName says which of the definitions in use it is: `populationStd`
/// @param summary one phrase
/// @param formula how it is computed, operation by operation
/// @param conventions the choices in which definitions of one name differ
/// @param parameters in the order of declaration
/// @param result type of the output column
/// @param unit of the result: `unit of the column`, `rows`, `share`
/// @param featureClass what it needs to see of a series
/// @param degenerate what it gives where the formula does not say it
/// @param bits which bits are promised
/// @param source who uses or published this definition
/// @param example a piece of a feature list
public record FeatureContract(
        String name,
        String longName,
        String summary,
        String formula,
        Conventions conventions,
        List<FeatureParameter> parameters,
        ResultType result,
        String unit,
        FeatureClass featureClass,
        DegenerateRules degenerate,
        String bits,
        String source,
        String example) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public FeatureContract {
        parameters = List.copyOf(parameters);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "feature name \"%s\": expected lower case letters, digits and _"
                            .formatted(name));
        }
        requireText(name, "longName", longName);
        requireText(name, "summary", summary);
        requireText(name, "formula", formula);
        requireText(name, "unit", unit);
        requireText(name, "empty", degenerate.empty());
        requireText(name, "oneValue", degenerate.oneValue());
        requireText(name, "constant", degenerate.constant());
        requireText(name, "nonFinite", degenerate.nonFinite());
        requireText(name, "bits", bits);
        requireText(name, "source", source);
        requireText(name, "example", example);
    }

    private static void requireText(String feature, String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "contract of feature \"%s\" does not say its %s".formatted(feature, what));
        }
    }

    /// Begins a contract; [Builder#build] refuses one that leaves something unsaid.
    public static Builder named(String name) {
        return new Builder(name);
    }

    /// Collects the parts of a contract.
    public static final class Builder {
        private final String name;
        private final List<FeatureParameter> parameters = new ArrayList<>();
        private String longName = "";
        private String summary = "";
        private String formula = "";
        private Conventions conventions = Conventions.NONE;
        private ResultType result = ResultType.FLOAT64;
        private String unit = "unit of the column";
        private FeatureClass featureClass = FeatureClass.WHOLE_SERIES;
        private DegenerateRules degenerate = new DegenerateRules("", "", "", "");
        private String bits = "the same for every kernel, number of workers and split";
        private String source = "";
        private String example;

        private Builder(String name) {
            this.name = name;
            this.example = name;
        }

        /// The name that says which definition it is, and one phrase.
        public Builder means(String longName, String summary) {
            this.longName = longName;
            this.summary = summary;
            return this;
        }

        /// How it is computed.
        public Builder formula(String formula) {
            this.formula = formula;
            return this;
        }

        /// The choices in which definitions differ; default: none.
        public Builder conventions(Conventions conventions) {
            this.conventions = conventions;
            return this;
        }

        /// Adds a parameter.
        public Builder parameter(FeatureParameter parameter) {
            parameters.add(parameter);
            return this;
        }

        /// Adds parameters.
        Builder parameters(List<FeatureParameter> more) {
            parameters.addAll(more);
            return this;
        }

        /// Type and unit of the result; default: FLOAT64 in the unit of the column.
        public Builder result(ResultType result, String unit) {
            this.result = result;
            this.unit = unit;
            return this;
        }

        /// What it needs to see of a series; default: all of it.
        Builder featureClass(FeatureClass featureClass) {
            this.featureClass = featureClass;
            return this;
        }

        /// What it gives where the formula does not say it; see [DegenerateRules].
        public Builder gives(String empty, String oneValue, String constant, String nonFinite) {
            this.degenerate = new DegenerateRules(empty, oneValue, constant, nonFinite);
            return this;
        }

        /// Which bits are promised; default: the same whatever the kernel, workers and splits.
        public Builder bits(String bits) {
            this.bits = bits;
            return this;
        }

        /// Who uses or published this definition.
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /// A piece of a feature list; default: the bare name.
        public Builder example(String example) {
            this.example = example;
            return this;
        }

        /// The contract.
        ///
        /// @throws IllegalArgumentException naming what it does not say
        public FeatureContract build() {
            return new FeatureContract(
                    name,
                    longName,
                    summary,
                    formula,
                    conventions,
                    parameters,
                    result,
                    unit,
                    featureClass,
                    degenerate,
                    bits,
                    source,
                    example);
        }
    }
}
