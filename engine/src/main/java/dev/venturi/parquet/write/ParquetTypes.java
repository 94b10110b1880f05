package dev.venturi.parquet.write;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/// Our types and those of the format.
final class ParquetTypes {
    private ParquetTypes() {}

    /// How values are stored.
    static Type physical(ColumnType type) {
        return switch (type) {
            case INT64, TIMESTAMP -> Type.INT64;
            case FLOAT64 -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
            case DATE -> Type.INT32;
            case TEXT -> Type.BYTE_ARRAY;
        };
    }

    /// What encodes the values of a column.
    static ColumnValues values(ColumnType type, ParquetOptions options) {
        return switch (type) {
            case INT64, FLOAT64, TIMESTAMP, DATE ->
                    new NumberValues(new NumberGather(type, options.nanIsMissing()));
            case BOOLEAN -> new BooleanValues();
            case TEXT -> new TextValues();
        };
    }

    /// The columns as the footer lists them, behind their root. All are optional, so that files of
    /// one kind have one schema whether or not values are missing in them.
    static List<SchemaElement> elements(Schema schema) {
        List<SchemaElement> elements = new ArrayList<>();
        SchemaElement root = new SchemaElement("schema");
        root.setNum_children(schema.fields().size());
        elements.add(root);
        for (Field field : schema.fields()) {
            elements.add(element(field, schema.instants().contains(field.name())));
        }
        return elements;
    }

    private static SchemaElement element(Field field, boolean instant) {
        SchemaElement element = new SchemaElement(field.name());
        element.setType(physical(field.type()));
        element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        switch (field.type()) {
            case TEXT -> {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            case DATE -> {
                element.setConverted_type(ConvertedType.DATE);
                element.setLogicalType(LogicalType.DATE(new DateType()));
            }
            case TIMESTAMP -> {
                TimeUnit unit = TimeUnit.NANOS(new NanoSeconds());
                element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(instant, unit)));
            }
            case INT64, FLOAT64, BOOLEAN -> {}
        }
        return element;
    }
}
