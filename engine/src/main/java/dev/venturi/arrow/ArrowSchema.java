package dev.venturi.arrow;

import com.google.flatbuffers.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.jspecify.annotations.Nullable;

/// The columns of a file: those that are read, with the places of their buffers, and those that are
/// left out.
///
/// @param leftOut names and types of columns that are not read
/// @param nodes field nodes of a record batch
/// @param buffers buffers of a record batch, without those beyond the second of views
/// @param views columns with buffers of their own number
/// @param texts what the file says of itself, by key
record ArrowSchema(
        List<ArrowField> fields,
        Map<String, String> leftOut,
        int nodes,
        int buffers,
        int views,
        Map<String, String> texts) {
    /// Nested columns, each counted, and how deep: more than anyone has, few enough to be safe.
    private static final int MOST_NODES = 100_000;

    private static final int DEEPEST = 64;

    /// What a field takes of a record batch.
    private static final class Walk {
        private int nodes;
        private int buffers;
        private int views;

        void add(Field field, int depth) {
            if (depth > DEEPEST || ++nodes > MOST_NODES) {
                throw new IllegalArgumentException("columns are nested too deeply");
            }
            if (field.dictionary() != null) {
                buffers += 2;
                return;
            }
            switch (field.typeType()) {
                case Type.Null, Type.RunEndEncoded -> {}
                case Type.Struct_, Type.FixedSizeList -> buffers += 1;
                case Type.Utf8, Type.Binary, Type.LargeUtf8, Type.LargeBinary -> buffers += 3;
                case Type.ListView, Type.LargeListView -> buffers += 3;
                case Type.Utf8View, Type.BinaryView -> {
                    buffers += 2;
                    views++;
                }
                case Type.Union -> {
                    Union union = (Union) type(field, new Union());
                    buffers += union.mode() == UnionMode.Dense ? 2 : 1;
                }
                default -> buffers += 2;
            }
            int children = field.childrenLength();
            for (int i = 0; i < children; i++) {
                add(field.children(i), depth + 1);
            }
        }
    }

    /// The column of a name, which is there.
    ArrowField field(String name) {
        return fields.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /// Reads the columns of a schema.
    ///
    /// @throws IllegalArgumentException when it is none
    static ArrowSchema of(Schema schema) {
        if (schema.endianness() != Endianness.Little) {
            throw new IllegalArgumentException("big-endian numbers are not read");
        }
        Walk walk = new Walk();
        List<ArrowField> fields = new ArrayList<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        int columns = schema.fieldsLength();
        for (int c = 0; c < columns; c++) {
            Field field = schema.fields(c);
            String name = Objects.requireNonNullElse(field.name(), "");
            Column column = column(field);
            if (column.kind == null) {
                leftOut.put(name, column.typeText);
            } else {
                fields.add(
                        new ArrowField(
                                name,
                                column.kind,
                                column.bits,
                                column.scale,
                                column.zoned,
                                column.precision,
                                column.typeText,
                                walk.nodes,
                                walk.buffers,
                                walk.views,
                                codes(field)));
            }
            walk.add(field, 0);
        }
        return new ArrowSchema(
                List.copyOf(fields), leftOut, walk.nodes, walk.buffers, walk.views, texts(schema));
    }

    private static Map<String, String> texts(Schema schema) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            KeyValue one = schema.customMetadata(i);
            if (one.key() != null && one.value() != null) {
                texts.put(one.key(), one.value());
            }
        }
        return texts;
    }

    /// How a column is stored.
    ///
    /// @param kind null when it is not read
    private record Column(
            ArrowField.@Nullable Kind kind,
            int bits,
            long scale,
            boolean zoned,
            int precision,
            String typeText) {}

    private static Column read(ArrowField.Kind kind, int bits, String typeText) {
        return new Column(kind, bits, 0, false, 0, typeText);
    }

    private static Column unread(String typeText) {
        return new Column(null, 0, 0, false, 0, typeText);
    }

    private static Column column(Field field) {
        Column column = stored(field);
        boolean coded = field.dictionary() != null;
        boolean text =
                column.kind == ArrowField.Kind.TEXT
                        || column.kind == ArrowField.Kind.LARGE_TEXT
                        || column.kind == ArrowField.Kind.TEXT_VIEW;
        return coded && !text ? unread("dictionary of " + column.typeText) : column;
    }

    private static Column stored(Field field) {
        return switch (field.typeType()) {
            case Type.Int -> whole((Int) type(field, new Int()));
            case Type.FloatingPoint -> real((FloatingPoint) type(field, new FloatingPoint()));
            case Type.Bool -> read(ArrowField.Kind.BOOLEAN, 1, "bool");
            case Type.Utf8 -> read(ArrowField.Kind.TEXT, Integer.SIZE, "string");
            case Type.LargeUtf8 -> read(ArrowField.Kind.LARGE_TEXT, Long.SIZE, "large_string");
            case Type.Utf8View -> read(ArrowField.Kind.TEXT_VIEW, 128, "string_view");
            case Type.Decimal -> decimal((Decimal) type(field, new Decimal()));
            case Type.Date -> {
                boolean days = ((Date) type(field, new Date())).unit() == DateUnit.DAY;
                yield days
                        ? time(Integer.SIZE, ArrowField.NANOS_PER_DAY, false, "date32")
                        : time(Long.SIZE, ArrowField.NANOS_PER_DAY, false, "date64");
            }
            case Type.Timestamp -> timestamp((Timestamp) type(field, new Timestamp()));
            default -> {
                byte kind = field.typeType();
                yield unread(
                        kind > 0 && kind < Type.names.length
                                ? Type.name(kind).replace("_", "").toLowerCase(Locale.ROOT)
                                : "type " + kind);
            }
        };
    }

    private static Table type(Field field, Table into) {
        Table type = field.type(into);
        if (type == null) {
            throw new IllegalArgumentException("a column has no type");
        }
        return type;
    }

    private static Column whole(Int type) {
        int bits = type.bitWidth();
        if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
            throw new IllegalArgumentException("integers of %d bits".formatted(bits));
        }
        return type.isSigned()
                ? read(ArrowField.Kind.SIGNED, bits, "int" + bits)
                : read(ArrowField.Kind.UNSIGNED, bits, "uint" + bits);
    }

    private static Column real(FloatingPoint type) {
        return switch (type.precision()) {
            case Precision.HALF -> read(ArrowField.Kind.FLOAT, 16, "halffloat");
            case Precision.SINGLE -> read(ArrowField.Kind.FLOAT, Float.SIZE, "float");
            default -> read(ArrowField.Kind.FLOAT, Double.SIZE, "double");
        };
    }

    private static Column decimal(Decimal type) {
        String text =
                "decimal%d(%d, %d)".formatted(type.bitWidth(), type.precision(), type.scale());
        boolean fits = type.bitWidth() == 128 && type.scale() >= 0 && type.scale() <= 38;
        return fits
                ? new Column(
                        ArrowField.Kind.DECIMAL, 128, type.scale(), false, type.precision(), text)
                : unread(text);
    }

    private static Column timestamp(Timestamp type) {
        boolean zoned = type.timezone() != null;
        String zone = zoned ? ", tz" : "";
        return switch (type.unit()) {
            case TimeUnit.SECOND ->
                    time(Long.SIZE, 1_000_000_000, zoned, "timestamp[s%s]".formatted(zone));
            case TimeUnit.MILLISECOND ->
                    time(Long.SIZE, 1_000_000, zoned, "timestamp[ms%s]".formatted(zone));
            case TimeUnit.MICROSECOND ->
                    time(Long.SIZE, 1_000, zoned, "timestamp[us%s]".formatted(zone));
            default -> time(Long.SIZE, 1, zoned, "timestamp[ns%s]".formatted(zone));
        };
    }

    private static Column time(int bits, long nanos, boolean zoned, String typeText) {
        return new Column(ArrowField.Kind.TIME, bits, nanos, zoned, 0, typeText);
    }

    private static ArrowField.@Nullable Codes codes(Field field) {
        DictionaryEncoding encoding = field.dictionary();
        if (encoding == null) {
            return null;
        }
        Int type = encoding.indexType();
        return type == null
                ? new ArrowField.Codes(encoding.id(), Integer.SIZE, true)
                : new ArrowField.Codes(encoding.id(), type.bitWidth(), type.isSigned());
    }
}
