package dev.venturi.parquet;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// The columns of one file.
///
/// @param columns those that can be read
/// @param leftOut the others by name, and what they hold: `a nested type`, `INT32 TIME_MILLIS`
record FileSchema(List<FlatColumn> columns, Map<String, String> leftOut) {
    private static final int MOST_DIGITS = 1_000;

    /// Reads the tree of a footer, which stands there depth first.
    ///
    /// @throws MalformedDataException when it is no tree or two columns have one name
    static FileSchema of(String file, List<SchemaElement> elements) {
        List<FlatColumn> columns = new ArrayList<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        int leaf = 0;
        int at = 1;
        while (at < elements.size()) {
            SchemaElement element = elements.get(at);
            String name = element.getName();
            if (leftOut.containsKey(name)
                    || columns.stream().anyMatch(column -> column.name().equals(name))) {
                throw new MalformedDataException(
                        new Position(file, 0, name),
                        "two columns have this name; rename one of them where the file is written");
            }
            int behind = end(elements, at);
            boolean nested =
                    element.getNum_children() > 0
                            || element.getRepetition_type() == FieldRepetitionType.REPEATED;
            Meaning meaning = nested ? null : meaning(element);
            if (meaning != null) {
                columns.add(column(file, leaf, element, meaning));
            } else {
                leftOut.put(name, nested ? "a nested type" : typeText(element));
            }
            for (; at < behind; at++) {
                leaf += elements.get(at).getNum_children() > 0 ? 0 : 1;
            }
        }
        if (elements.isEmpty() || leaf == 0) {
            throw new MalformedDataException(Position.ofFile(file), "the file has no columns");
        }
        return new FileSchema(List.copyOf(columns), leftOut);
    }

    /// The column of a name that the file is known to have.
    FlatColumn column(String name) {
        for (FlatColumn column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    /// The index behind an element and all below it; of a tree cut short the number of elements.
    private static int end(List<SchemaElement> elements, int first) {
        long open = 1;
        int at = first;
        while (open > 0 && at < elements.size()) {
            open += Math.max(0, elements.get(at).getNum_children()) - 1L;
            at++;
        }
        return at;
    }

    private static FlatColumn column(
            String file, int leaf, SchemaElement element, Meaning meaning) {
        Position place = new Position(file, 0, element.getName());
        boolean fixed = element.getType() == Type.FIXED_LEN_BYTE_ARRAY;
        if (fixed && element.getType_length() < 1) {
            throw new MalformedDataException(
                    place,
                    "expected values of a fixed length of 1 or more, found %d"
                            .formatted(element.getType_length()));
        }
        boolean decimal = meaning.kind() == Meaning.Kind.DECIMAL;
        if (decimal && (meaning.scale() < 0 || meaning.scale() > MOST_DIGITS)) {
            throw new MalformedDataException(
                    place,
                    "expected a decimal of 0 to %,d digits behind the point, found %,d"
                            .formatted(MOST_DIGITS, meaning.scale()));
        }
        return new FlatColumn(
                element.getName(),
                leaf,
                element.getType(),
                fixed ? element.getType_length() : 0,
                decimal ? precision(element) : 0,
                element.getRepetition_type() == FieldRepetitionType.OPTIONAL,
                meaning,
                typeText(element));
    }

    private static int precision(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return logical != null && logical.isSetDECIMAL()
                ? logical.getDECIMAL().getPrecision()
                : element.getPrecision();
    }

    /// What the values of a leaf mean; null when they cannot be read.
    private static @Nullable Meaning meaning(SchemaElement element) {
        Type stored = element.getType();
        LogicalType logical = element.getLogicalType();
        if (stored == null) {
            return null;
        }
        Meaning meaning = logical == null ? null : logical(stored, logical, element);
        if (meaning != null) {
            return meaning;
        }
        boolean known = logical == null || logical.isSetUNKNOWN();
        ConvertedType converted = element.getConverted_type();
        if (converted != null) {
            return converted(stored, converted, element);
        }
        return known || logical.isSetINTEGER() ? plain(stored) : null;
    }

    private static Meaning plain(Type stored) {
        return switch (stored) {
            case BOOLEAN -> Meaning.of(Meaning.Kind.BOOLEAN);
            case INT32, INT64 -> Meaning.of(Meaning.Kind.WHOLE);
            case INT96 -> new Meaning(Meaning.Kind.INT96, 1, true);
            case FLOAT -> Meaning.of(Meaning.Kind.FLOAT);
            case DOUBLE -> Meaning.of(Meaning.Kind.DOUBLE);
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Meaning.of(Meaning.Kind.TEXT);
        };
    }

    private static @Nullable Meaning logical(
            Type stored, LogicalType logical, SchemaElement element) {
        boolean whole = stored == Type.INT32 || stored == Type.INT64;
        boolean bytes = stored == Type.BYTE_ARRAY || stored == Type.FIXED_LEN_BYTE_ARRAY;
        if (logical.isSetDECIMAL() && (whole || bytes)) {
            DecimalType decimal = logical.getDECIMAL();
            return new Meaning(Meaning.Kind.DECIMAL, decimal.getScale(), false);
        }
        if (logical.isSetDATE() && stored == Type.INT32) {
            return date();
        }
        if (logical.isSetTIMESTAMP() && stored == Type.INT64) {
            TimeUnit unit = logical.getTIMESTAMP().getUnit();
            long nanos = unit.isSetMILLIS() ? 1_000_000 : unit.isSetMICROS() ? 1_000 : 1;
            return new Meaning(
                    Meaning.Kind.TIME, nanos, logical.getTIMESTAMP().isIsAdjustedToUTC());
        }
        if (logical.isSetINTEGER() && whole && !logical.getINTEGER().isIsSigned()) {
            return unsigned(stored);
        }
        boolean text =
                logical.isSetSTRING()
                        || logical.isSetENUM()
                        || logical.isSetJSON()
                        || logical.isSetBSON();
        if (text && bytes) {
            return Meaning.of(Meaning.Kind.TEXT);
        }
        int width = element.getType_length();
        if (logical.isSetUUID() && stored == Type.FIXED_LEN_BYTE_ARRAY && width == 16) {
            return Meaning.of(Meaning.Kind.UUID);
        }
        if (logical.isSetFLOAT16() && stored == Type.FIXED_LEN_BYTE_ARRAY && width == 2) {
            return Meaning.of(Meaning.Kind.HALF);
        }
        return null;
    }

    private static @Nullable Meaning converted(
            Type stored, ConvertedType converted, SchemaElement element) {
        boolean whole = stored == Type.INT32 || stored == Type.INT64;
        boolean bytes = stored == Type.BYTE_ARRAY || stored == Type.FIXED_LEN_BYTE_ARRAY;
        return switch (converted) {
            case UTF8, ENUM, JSON, BSON -> bytes ? Meaning.of(Meaning.Kind.TEXT) : null;
            case DECIMAL ->
                    whole || bytes
                            ? new Meaning(Meaning.Kind.DECIMAL, element.getScale(), false)
                            : null;
            case DATE -> stored == Type.INT32 ? date() : null;
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS ->
                    stored == Type.INT64
                            ? new Meaning(
                                    Meaning.Kind.TIME,
                                    converted == ConvertedType.TIMESTAMP_MILLIS ? 1_000_000 : 1_000,
                                    true)
                            : null;
            case INT_8, INT_16, INT_32, INT_64 -> whole ? Meaning.of(Meaning.Kind.WHOLE) : null;
            case UINT_8, UINT_16, UINT_32, UINT_64 -> whole ? unsigned(stored) : null;
            case TIME_MILLIS, TIME_MICROS, INTERVAL, MAP, MAP_KEY_VALUE, LIST -> null;
        };
    }

    private static Meaning date() {
        return new Meaning(Meaning.Kind.TIME, Meaning.NANOS_PER_DAY, false);
    }

    private static Meaning unsigned(Type stored) {
        return Meaning.of(
                stored == Type.INT32 ? Meaning.Kind.UNSIGNED_32 : Meaning.Kind.UNSIGNED_64);
    }

    /// `INT64 TIMESTAMP_MICROS`, `BYTE_ARRAY UTF8`, `DOUBLE`.
    private static String typeText(SchemaElement element) {
        String stored = Objects.toString(element.getType(), "no type");
        LogicalType logical = element.getLogicalType();
        if (element.getConverted_type() != null) {
            return stored + " " + element.getConverted_type();
        }
        return logical == null || logical.getSetField() == null
                ? stored
                : stored + " " + logical.getSetField().getFieldName();
    }
}
