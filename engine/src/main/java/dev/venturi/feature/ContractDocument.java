package dev.venturi.feature;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonWriter;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the columns of an output of features mean: written beside it, and read by whoever wants to
/// know why two outputs differ.
///
/// @param contractVersion of the contract the numbers follow: 1
/// @param venturiVersion what made the output
/// @param preset label of the preset
/// @param keys columns that name an entity
/// @param order columns that order its rows, the first being the axis
/// @param columns what features were computed of
/// @param definitions what was computed, each once
/// @param outputs the columns of the output that are features, in their order
/// @param rows which rows of an entity counted
/// @param cutoff the column of cut-offs behind the keys; null where each entity has one row
public record ContractDocument(
        int contractVersion,
        String venturiVersion,
        String preset,
        List<InputColumn> keys,
        List<InputColumn> order,
        List<InputColumn> columns,
        List<Definition> definitions,
        List<Output> outputs,
        RowScope rows,
        @Nullable InputColumn cutoff) {
    /// The key under which files that can hold texts about themselves hold it, as JSON.
    public static final String METADATA_KEY = "venturi.contract";

    /// The version of the contract this engine follows.
    public static final int CONTRACT_VERSION = 1;

    private static final long LONGEST = 64L << 20;

    public ContractDocument {
        keys = List.copyOf(keys);
        order = List.copyOf(order);
        columns = List.copyOf(columns);
        definitions = List.copyOf(definitions);
        outputs = List.copyOf(outputs);
    }

    /// A column of the input and its type (`int64`, `float64`, `timestamp`, ...).
    public record InputColumn(String name, String type) {
        static InputColumn of(Field field) {
            return new InputColumn(field.name(), field.type().name().toLowerCase(Locale.ROOT));
        }
    }

    /// A definition as it was in force; see [FeatureContract] for the parts.
    ///
    /// @param id as it stands in a feature list: `std(ddof=1)`
    /// @param axis `position`, `day grid` or `order column "day"`; null when there is none
    /// @param featureClass `any-order`, `ordered`, `two-pass` or `whole-series`
    public record Definition(
            String id,
            String feature,
            Map<String, String> parameters,
            String longName,
            String formula,
            @Nullable Integer ddof,
            @Nullable String axis,
            @Nullable String form,
            @Nullable String method,
            @Nullable String guard,
            String featureClass,
            DegenerateRules degenerate,
            String unit,
            String bits,
            String source) {}

    /// A column of the output.
    ///
    /// @param definition id of its [Definition]
    /// @param type `int64` or `float64`
    public record Output(String name, String column, String definition, String type) {}

    /// Describes a run over all rows.
    ///
    /// @param order the order columns; their types decide the unit of a trend
    /// @param columns the columns features are computed of, with their final types, in input order
    public static ContractDocument describe(
            String venturiVersion,
            FeatureList features,
            List<Field> keys,
            List<Field> order,
            List<Field> columns) {
        return describe(venturiVersion, features, keys, order, columns, RowScope.ALL, null);
    }

    /// Describes a run.
    ///
    /// @param rows which rows of an entity counted
    /// @param cutoff the column of cut-offs; null where each entity has one row
    public static ContractDocument describe(
            String venturiVersion,
            FeatureList features,
            List<Field> keys,
            List<Field> order,
            List<Field> columns,
            RowScope rows,
            @Nullable Field cutoff) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        List<Output> outputs = new ArrayList<>();
        for (Field column : columns) {
            for (String suffix : rows.suffixes()) {
                for (FeatureDefinition feature : features.of(column.name())) {
                    Definition definition = definition(feature, order);
                    definitions.putIfAbsent(definition.id(), definition);
                    outputs.add(
                            new Output(
                                    feature.outputName(column.name()) + suffix,
                                    column.name(),
                                    definition.id(),
                                    type(feature, column.type())));
                }
            }
        }
        return new ContractDocument(
                CONTRACT_VERSION,
                venturiVersion,
                features.preset().label(),
                keys.stream().map(InputColumn::of).toList(),
                order.stream().map(InputColumn::of).toList(),
                columns.stream().map(InputColumn::of).toList(),
                List.copyOf(definitions.values()),
                outputs,
                rows,
                cutoff == null ? null : InputColumn.of(cutoff));
    }

    /// Names of the columns that tell the rows of the output apart: the keys, and the cut-off.
    public List<String> rowKeys() {
        List<String> names = new ArrayList<>(keys.stream().map(InputColumn::name).toList());
        if (cutoff != null) {
            names.add(cutoff.name());
        }
        return names;
    }

    private static String type(FeatureDefinition feature, ColumnType column) {
        boolean whole =
                switch (feature.contract().result()) {
                    case INT64 -> true;
                    case FLOAT64 -> false;
                    case AS_COLUMN -> column == ColumnType.INT64;
                };
        return whole ? "int64" : "float64";
    }

    private static Definition definition(FeatureDefinition feature, List<Field> order) {
        FeatureContract contract = feature.contract();
        Conventions conventions = contract.conventions();
        TrendAxis axis = conventions.axis();
        String unit = contract.unit();
        String axisText = null;
        if (axis != null) {
            if (axis == TrendAxis.ORDER_COLUMN && order.isEmpty()) {
                axis = TrendAxis.POSITION;
            }
            Field first = axis == TrendAxis.ORDER_COLUMN ? order.getFirst() : null;
            axisText = axis.label() + (first == null ? "" : " \"%s\"".formatted(first.name()));
            String step =
                    switch (axis) {
                        case POSITION -> "position";
                        case DAY_GRID -> "row";
                        case ORDER_COLUMN ->
                                first != null && first.type().isTime()
                                        ? "day"
                                        : "unit of the order column";
                    };
            unit = unit.replace("unit of the axis", step);
        }
        return new Definition(
                feature.restrictedTo(null).toString(),
                contract.name(),
                feature.parameters().texts(),
                contract.longName(),
                contract.formula(),
                conventions.ddof(),
                axisText,
                conventions.form(),
                conventions.method(),
                conventions.guard(),
                contract.featureClass().label(),
                contract.degenerate(),
                unit,
                contract.bits(),
                contract.source());
    }

    /// The definition behind a column of the output, if it is one of its features.
    public Optional<Definition> definitionOf(String output) {
        return outputs.stream()
                .filter(column -> column.name().equals(output))
                .findFirst()
                .flatMap(column ->
                        definitions.stream()
                                .filter(d -> d.id().equals(column.definition()))
                                .findFirst());
    }

    /// Where the document of an output stands: `features.csv.contract.json`.
    public static Path beside(Path output) {
        return output.resolveSibling(output.getFileName() + ".contract.json");
    }

    /// The document, as JSON for people.
    public String toJson() {
        return JsonWriter.pretty(ContractJson.write(this));
    }

    /// The contract of a table: beside its only file, else within it.
    ///
    /// @return empty when there is none
    /// @throws MalformedDataException when it is none, saying where
    /// @throws UncheckedIOException when it cannot be read
    public static Optional<ContractDocument> of(FileTable table) {
        if (table.files().size() != 1) {
            return Optional.empty();
        }
        String file = table.files().getFirst();
        Path beside = beside(Path.of(file));
        return Files.isRegularFile(beside)
                ? Optional.of(read(beside))
                : table.description(METADATA_KEY).map(text -> parse(text, file));
    }

    /// Reads a document.
    ///
    /// @throws MalformedDataException when the file does not hold one
    /// @throws UncheckedIOException when it cannot be read
    public static ContractDocument read(Path path) {
        String file = path.toString();
        try {
            if (Files.size(path) > LONGEST) {
                throw new MalformedDataException(
                        Position.ofFile(file), "longer than any contract of features (64 MB)");
            }
            return parse(Files.readString(path), file);
        } catch (CharacterCodingException e) {
            throw new MalformedDataException(Position.ofFile(file), "is not UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /// Reads a document from text.
    ///
    /// @param file where it comes from, for messages
    /// @throws MalformedDataException when the text is not one
    public static ContractDocument parse(String text, String file) {
        return new ContractJson(file).read(JsonReader.parse(text, file));
    }

    /// The definitions in which two outputs differ, as a sentence: `std: population against sample;
    /// trend: position against day grid`. Only columns of the same name are compared; empty when no
    /// definition differs.
    public static String explainDifference(ContractDocument a, ContractDocument b) {
        return ContractDifference.explain(a, b);
    }
}
