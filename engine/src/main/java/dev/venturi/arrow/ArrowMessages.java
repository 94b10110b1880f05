package dev.venturi.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/// Makes the structures of the format: messages and the footer.
final class ArrowMessages {
    /// Where a record batch stands in a file.
    ///
    /// @param metadata bytes of its message with what stands before and behind it
    /// @param body bytes of its buffers
    record Place(long offset, int metadata, long body) {}

    private ArrowMessages() {}

    /// The first message of a file.
    static ByteBuffer schema(Schema schema) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int offset = schema(builder, schema, Map.of());
        return message(builder, MessageHeader.Schema, offset, 0);
    }

    /// A message of some rows.
    ///
    /// @param nulls of each column
    /// @param buffers offset and length of each buffer in the body, one behind the other
    static ByteBuffer rows(int rows, int[] nulls, List<long[]> buffers, long body) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startNodesVector(builder, nulls.length);
        for (int c = nulls.length - 1; c >= 0; c--) {
            FieldNode.createFieldNode(builder, rows, nulls[c]);
        }
        int nodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (long[] buffer : buffers.reversed()) {
            Buffer.createBuffer(builder, buffer[0], buffer[1]);
        }
        int placed = builder.endVector();
        int batch = RecordBatch.createRecordBatch(builder, rows, nodes, placed, 0, 0);
        return message(builder, MessageHeader.RecordBatch, batch, body);
    }

    private static ByteBuffer message(
            FlatBufferBuilder builder, byte kind, int header, long bodyLength) {
        builder.finish(
                Message.createMessage(builder, MetadataVersion.V5, kind, header, bodyLength, 0));
        return builder.dataBuffer();
    }

    /// What stands at the end of a file.
    ///
    /// @param texts what the table says of itself
    static ByteBuffer footer(Schema schema, Map<String, String> texts, List<Place> batches) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int columns = schema(builder, schema, texts);
        Footer.startDictionariesVector(builder, 0);
        int dictionaries = builder.endVector();
        Footer.startRecordBatchesVector(builder, batches.size());
        for (Place place : batches.reversed()) {
            Block.createBlock(builder, place.offset, place.metadata, place.body);
        }
        int placed = builder.endVector();
        builder.finish(
                Footer.createFooter(builder, MetadataVersion.V5, columns, dictionaries, placed, 0));
        return builder.dataBuffer();
    }

    private static int schema(FlatBufferBuilder builder, Schema schema, Map<String, String> texts) {
        int[] fields =
                schema.fields().stream()
                        .mapToInt(field ->
                                field(builder, field, schema.instants().contains(field.name())))
                        .toArray();
        int columns = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, fields);
        int metadata = 0;
        if (!texts.isEmpty()) {
            int[] pairs =
                    texts.entrySet().stream()
                            .mapToInt(pair ->
                                    KeyValue.createKeyValue(
                                            builder,
                                            builder.createString(pair.getKey()),
                                            builder.createString(pair.getValue())))
                            .toArray();
            metadata = org.apache.arrow.flatbuf.Schema.createCustomMetadataVector(builder, pairs);
        }
        return org.apache.arrow.flatbuf.Schema.createSchema(
                builder, Endianness.Little, columns, metadata, 0);
    }

    private static int field(FlatBufferBuilder builder, Field field, boolean instant) {
        int name = builder.createString(field.name());
        int children = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, new int[] {});
        int zone = instant ? builder.createString("UTC") : 0;
        int type =
                switch (field.type()) {
                    case INT64 -> Int.createInt(builder, Long.SIZE, true);
                    case FLOAT64 -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
                    case BOOLEAN -> {
                        Bool.startBool(builder);
                        yield Bool.endBool(builder);
                    }
                    case TIMESTAMP -> Timestamp.createTimestamp(builder, TimeUnit.NANOSECOND, zone);
                    case DATE -> Date.createDate(builder, DateUnit.DAY);
                    case TEXT -> {
                        Utf8.startUtf8(builder);
                        yield Utf8.endUtf8(builder);
                    }
                };
        return org.apache.arrow.flatbuf.Field.createField(
                builder, name, true, kind(field.type()), type, 0, children, 0);
    }

    private static byte kind(ColumnType type) {
        return switch (type) {
            case INT64 -> Type.Int;
            case FLOAT64 -> Type.FloatingPoint;
            case BOOLEAN -> Type.Bool;
            case TIMESTAMP -> Type.Timestamp;
            case DATE -> Type.Date;
            case TEXT -> Type.Utf8;
        };
    }
}
