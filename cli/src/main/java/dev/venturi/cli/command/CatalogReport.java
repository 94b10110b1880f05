package dev.venturi.cli.command;

import dev.venturi.cli.report.TextTable;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.feature.Conventions;
import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureContract;
import dev.venturi.feature.FeatureParameter;
import dev.venturi.feature.Preset;
import dev.venturi.feature.ResultType;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The catalog as text and as the values of a JSON document.
///
/// @param preset whose definitions are shown
record CatalogReport(FeatureCatalog catalog, Preset preset) {
    private static final String SYMBOLS =
            "v: the valid values of a series, in order; n: their number; D: all rows of the entity;"
                    + " d = v - mean; x: the axis; c = x - mean(x); sum: pairwise in blocks of"
                    + " 8,192, as NumPy adds";

    /// Every feature in a line or two.
    String table(int width) {
        TextTable table =
                new TextTable()
                        .column("feature", Align.LEFT)
                        .column("class", Align.LEFT)
                        .column("formula", Align.LEFT);
        for (FeatureContract contract : catalog.contracts(preset)) {
            table.row(signature(contract), contract.featureClass().label(), contract.formula());
        }
        TextTable meaning = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        meaning.row("preset", preset.label() + ": " + meaning(preset))
                .row("default", preset.defaultFeatures().replace(",", ", "))
                .row("presets", String.join(", ", Preset.labels()))
                .row("where", SYMBOLS)
                .row("more", "venturi catalog FEATURE shows all of a contract");
        return table.render(width) + '\n' + meaning.render(width);
    }

    /// `moving_average(window=7, at=last)`.
    private static String signature(FeatureContract contract) {
        if (contract.parameters().isEmpty()) {
            return contract.name();
        }
        List<String> parameters = new ArrayList<>();
        for (FeatureParameter parameter : contract.parameters()) {
            parameters.add(
                    parameter.required()
                            ? parameter.name()
                            : parameter.name() + "=" + parameter.defaultText());
        }
        return contract.name() + "(" + String.join(", ", parameters) + ")";
    }

    private static String meaning(Preset preset) {
        return switch (preset) {
            case STANDARD ->
                    "what users of pandas, DuckDB and Polars expect: sample deviation (n - 1), trend"
                            + " against the order column";
            case CASE_V1 ->
                    "the naive version of the vitals case study, bit for bit: population deviation"
                            + " (n), trend against positions of valid values";
            case CASE_V2 ->
                    "its grouped version, bit for bit: Kahan mean, Welford deviation (n - 1), trend"
                            + " against positions, 0 where there is none";
            case CASE_V3 ->
                    "its array version, bit for bit: sums over all rows with 0 where a value is"
                            + " missing, trend against the rank of the row; entities of equal length"
                            + " only";
        };
    }

    /// The whole contract of a feature.
    ///
    /// @throws dev.venturi.table.UsageException when there is none of that name
    String page(String feature, int width) {
        FeatureContract contract = catalog.contract(feature, preset);
        TextTable page = new TextTable().column("", Align.LEFT).column("", Align.LEFT);
        page.row("feature", signature(contract)).row("is", contract.summary());
        page.row("long name", contract.longName()).row("preset", preset.label());
        page.row("formula", contract.formula());
        page.row("where", SYMBOLS);
        conventions(contract.conventions()).forEach(page::row);
        for (FeatureParameter parameter : contract.parameters()) {
            String given = parameter.required() ? "required" : "default " + parameter.defaultText();
            page.row(
                    "parameter",
                    "%s: %s, %s; %s"
                            .formatted(
                                    parameter.name(),
                                    parameter.meaning(),
                                    parameter.range(),
                                    given));
        }
        page.row("result", type(contract.result()) + ", in: " + contract.unit());
        page.row("no value", contract.degenerate().empty());
        page.row("one value", contract.degenerate().oneValue());
        page.row("constant", contract.degenerate().constant());
        page.row("infinities", contract.degenerate().nonFinite());
        page.row("class", contract.featureClass().label() + ": " + meaningOfClass(contract));
        page.row("bits", contract.bits());
        page.row("source", contract.source());
        for (Preset other : Preset.values()) {
            FeatureContract there = catalog.contract(feature, other);
            if (other != preset && !sameDefinition(there, contract)) {
                page.row("in " + other.label(), difference(there));
            }
        }
        page.row("example", "--features '" + contract.example() + "'");
        return page.render(width);
    }

    private static boolean sameDefinition(FeatureContract a, FeatureContract b) {
        return a.formula().equals(b.formula())
                && a.conventions().equals(b.conventions())
                && a.degenerate().equals(b.degenerate());
    }

    private static String difference(FeatureContract contract) {
        StringBuilder text = new StringBuilder(contract.formula());
        conventions(contract.conventions())
                .forEach((label, value) ->
                        text.append("; ").append(label).append(' ').append(value));
        return text.append("; no value: ")
                .append(contract.degenerate().empty())
                .append("; one value: ")
                .append(contract.degenerate().oneValue())
                .append("; constant: ")
                .append(contract.degenerate().constant())
                .toString();
    }

    private static Map<String, String> conventions(Conventions conventions) {
        Map<String, String> shown = new LinkedHashMap<>();
        Integer ddof = conventions.ddof();
        put(shown, "divisor", ddof == null ? null : ddof == 0 ? "n" : "n - " + ddof);
        put(shown, "axis", conventions.axis() == null ? null : conventions.axis().label());
        put(shown, "form", conventions.form());
        put(shown, "method", conventions.method());
        put(shown, "guard", conventions.guard());
        return shown;
    }

    private static void put(Map<String, String> shown, String label, @Nullable String value) {
        if (value != null) {
            shown.put(label, value);
        }
    }

    private static String type(ResultType result) {
        return result == ResultType.AS_COLUMN
                ? "int64 of an int64 column, else float64"
                : result.name().toLowerCase(Locale.ROOT);
    }

    private static String meaningOfClass(FeatureContract contract) {
        return switch (contract.featureClass()) {
            case ANY_ORDER -> "one pass, in any order of the values";
            case ORDERED -> "one pass, in order";
            case TWO_PASS -> "a second pass once mean and deviation are known";
            case WHOLE_SERIES -> "needs all values of a series at once";
        };
    }

    /// The same for programs: the preset, and the contract of each feature.
    ///
    /// @param feature the only one to be in it; null: all
    JsonValue document(@Nullable String feature) {
        List<FeatureContract> contracts =
                feature == null
                        ? catalog.contracts(preset)
                        : List.of(catalog.contract(feature, preset));
        return JsonValue.object()
                .with("preset", preset.label())
                .with("meaning", meaning(preset))
                .with(
                        "defaultFeatures",
                        JsonValue.texts(List.of(preset.defaultFeatures().split(",", -1))))
                .with(
                        "features",
                        new JsonArray(contracts.stream().map(CatalogReport::json).toList()))
                .build();
    }

    private static JsonValue json(FeatureContract contract) {
        JsonValue.Members conventions = JsonValue.object();
        conventions(contract.conventions()).forEach(conventions::with);
        return JsonValue.object()
                .with("name", contract.name())
                .with("longName", contract.longName())
                .with("summary", contract.summary())
                .with("formula", contract.formula())
                .with("conventions", conventions.build())
                .with(
                        "parameters",
                        new JsonArray(
                                contract.parameters().stream().map(CatalogReport::json).toList()))
                .with("result", type(contract.result()))
                .with("unit", contract.unit())
                .with("class", contract.featureClass().label())
                .with("empty", contract.degenerate().empty())
                .with("oneValue", contract.degenerate().oneValue())
                .with("constant", contract.degenerate().constant())
                .with("nonFinite", contract.degenerate().nonFinite())
                .with("bits", contract.bits())
                .with("source", contract.source())
                .with("example", contract.example())
                .build();
    }

    private static JsonValue json(FeatureParameter parameter) {
        return JsonValue.object()
                .with("name", parameter.name())
                .with("meaning", parameter.meaning())
                .with("range", parameter.range())
                .with(
                        "default",
                        parameter.required()
                                ? JsonValue.NULL
                                : JsonValue.of(parameter.defaultText()))
                .build();
    }
}
