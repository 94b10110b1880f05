package dev.venturi.feature;

import dev.venturi.feature.ContractDocument.Definition;
import dev.venturi.feature.ContractDocument.InputColumn;
import dev.venturi.feature.ContractDocument.Output;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A [ContractDocument] as JSON, and back.
final class ContractJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?(e-?\\d+)?");

    private final String file;

    /// @param file where a document comes from, for messages
    ContractJson(String file) {
        this.file = file;
    }

    static JsonObject write(ContractDocument document) {
        JsonValue.Members members =
                JsonValue.object()
                        .with("contract", document.contractVersion())
                        .with("venturi", document.venturiVersion())
                        .with("preset", document.preset())
                        .with("keys", array(document.keys(), ContractJson::column))
                        .with("order", array(document.order(), ContractJson::column))
                        .with("columns", array(document.columns(), ContractJson::column))
                        .with(
                                "definitions",
                                array(document.definitions(), ContractJson::definition))
                        .with("outputs", array(document.outputs(), ContractJson::output));
        RowScope rows = document.rows();
        if (!rows.equals(RowScope.ALL)) {
            JsonValue.Members scope =
                    JsonValue.object()
                            .with("where", JsonValue.texts(rows.where()))
                            .with("asOf", rows.asOf())
                            .with("windows", JsonValue.texts(rows.windows()))
                            .with("every", rows.every());
            members.with("rows", scope.build());
        }
        InputColumn cutoff = document.cutoff();
        if (cutoff != null) {
            members.with("cutoff", column(cutoff));
        }
        return members.build();
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonValue> one) {
        return new JsonArray(values.stream().map(one).toList());
    }

    private static JsonValue column(InputColumn column) {
        return JsonValue.object().with("name", column.name()).with("type", column.type()).build();
    }

    private static JsonValue output(Output output) {
        return JsonValue.object()
                .with("name", output.name())
                .with("column", output.column())
                .with("definition", output.definition())
                .with("type", output.type())
                .build();
    }

    private static JsonValue definition(Definition definition) {
        JsonValue.Members parameters = JsonValue.object();
        definition.parameters().forEach((name, text) -> parameters.with(name, parameter(text)));
        JsonValue.Members members =
                JsonValue.object()
                        .with("id", definition.id())
                        .with("feature", definition.feature())
                        .with("parameters", parameters.build())
                        .with("longName", definition.longName())
                        .with("formula", definition.formula());
        Integer ddof = definition.ddof();
        if (ddof != null) {
            members.with("ddof", ddof);
        }
        return members.withIfKnown("axis", definition.axis())
                .withIfKnown("form", definition.form())
                .withIfKnown("method", definition.method())
                .withIfKnown("guard", definition.guard())
                .with("class", definition.featureClass())
                .with("empty", definition.degenerate().empty())
                .with("oneValue", definition.degenerate().oneValue())
                .with("constant", definition.degenerate().constant())
                .with("nonFinite", definition.degenerate().nonFinite())
                .with("unit", definition.unit())
                .with("bits", definition.bits())
                .with("source", definition.source())
                .build();
    }

    /// A number as a number, a word as a text.
    private static JsonValue parameter(String text) {
        return NUMBER.matcher(text).matches() ? new JsonNumber(text) : new JsonText(text);
    }

    ContractDocument read(JsonValue value) {
        JsonObject object = object(value, "the document");
        int version = whole(object, "contract");
        if (version != ContractDocument.CONTRACT_VERSION) {
            throw refused(
                    "contract version %d is not known here, only %d"
                            .formatted(version, ContractDocument.CONTRACT_VERSION));
        }
        return new ContractDocument(
                version,
                text(object, "venturi"),
                text(object, "preset"),
                list(object, "keys", this::readColumn),
                list(object, "order", this::readColumn),
                list(object, "columns", this::readColumn),
                list(object, "definitions", this::readDefinition),
                list(object, "outputs", this::readOutput),
                object.get("rows") == null ? RowScope.ALL : readScope(object),
                object.get("cutoff") == null
                        ? null
                        : readColumn(object(member(object, "cutoff"), "cutoff")));
    }

    private RowScope readScope(JsonObject document) {
        JsonObject rows = object(member(document, "rows"), "rows");
        try {
            return new RowScope(
                    texts(rows, "where"),
                    text(rows, "asOf"),
                    texts(rows, "windows"),
                    text(rows, "every"));
        } catch (UsageException e) {
            throw refused("\"rows\": " + e.getMessage());
        }
    }

    private List<String> texts(JsonObject object, String name) {
        if (!(member(object, name) instanceof JsonArray array)) {
            throw refused("\"%s\" is not a list".formatted(name));
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue element : array.elements()) {
            if (!(element instanceof JsonText(String value))) {
                throw refused("an entry of \"%s\" is not a text".formatted(name));
            }
            texts.add(value);
        }
        return texts;
    }

    private InputColumn readColumn(JsonObject object) {
        return new InputColumn(text(object, "name"), text(object, "type"));
    }

    private Output readOutput(JsonObject object) {
        return new Output(
                text(object, "name"),
                text(object, "column"),
                text(object, "definition"),
                text(object, "type"));
    }

    private Definition readDefinition(JsonObject object) {
        Map<String, String> parameters = new LinkedHashMap<>();
        JsonObject given = object(member(object, "parameters"), "parameters");
        for (String name : given.members().keySet()) {
            parameters.put(
                    name,
                    given.get(name) instanceof JsonNumber(String digits)
                            ? digits
                            : text(given, name));
        }
        return new Definition(
                text(object, "id"),
                text(object, "feature"),
                parameters,
                text(object, "longName"),
                text(object, "formula"),
                object.get("ddof") == null ? null : whole(object, "ddof"),
                textIfThere(object, "axis"),
                textIfThere(object, "form"),
                textIfThere(object, "method"),
                textIfThere(object, "guard"),
                text(object, "class"),
                new DegenerateRules(
                        text(object, "empty"),
                        text(object, "oneValue"),
                        text(object, "constant"),
                        text(object, "nonFinite")),
                text(object, "unit"),
                text(object, "bits"),
                text(object, "source"));
    }

    private <T> List<T> list(JsonObject object, String name, Function<JsonObject, T> one) {
        if (!(member(object, name) instanceof JsonArray array)) {
            throw refused("\"%s\" is not a list".formatted(name));
        }
        return array.elements().stream()
                .map(element -> one.apply(object(element, "an entry of \"%s\"".formatted(name))))
                .toList();
    }

    private JsonObject object(JsonValue value, String what) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw refused("%s is not an object".formatted(what));
    }

    private int whole(JsonObject object, String name) {
        if (member(object, name) instanceof JsonNumber(String digits)
                && digits.matches("-?\\d{1,9}")) {
            return Integer.parseInt(digits);
        }
        throw refused("\"%s\" is not a whole number".formatted(name));
    }

    private String text(JsonObject object, String name) {
        if (member(object, name) instanceof JsonText(String value)) {
            return value;
        }
        throw refused("\"%s\" is not a text".formatted(name));
    }

    private @Nullable String textIfThere(JsonObject object, String name) {
        return object.get(name) == null ? null : text(object, name);
    }

    private JsonValue member(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            throw refused("\"%s\" is missing".formatted(name));
        }
        return value;
    }

    private MalformedDataException refused(String problem) {
        return new MalformedDataException(
                Position.ofFile(file), "not a contract of features: " + problem);
    }
}
