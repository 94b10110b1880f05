package dev.venturi.parquet;

import dev.venturi.table.ColumnType;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/// The decoders of one column, one for each encoding that is met.
final class Decoders {
    private final FlatColumn column;
    private final Map<Encoding, NumberDecoder> numbers = new EnumMap<>(Encoding.class);
    private final Map<Encoding, BytesDecoder> bytes = new EnumMap<>(Encoding.class);

    Decoders(FlatColumn column) {
        this.column = column;
    }

    /// What reads values as numbers.
    ///
    /// @throws PageProblem when the encoding is not one for values of this type
    NumberDecoder numbers(Encoding encoding) {
        return numbers.computeIfAbsent(encoding, this::newNumbers);
    }

    /// What reads values as bytes.
    ///
    /// @throws PageProblem when the encoding is not one for values of this type
    BytesDecoder bytes(Encoding encoding) {
        return bytes.computeIfAbsent(encoding, this::newBytes);
    }

    private NumberDecoder newNumbers(Encoding encoding) {
        Type stored = column.stored();
        int width = stored == Type.INT32 || stored == Type.FLOAT ? Integer.BYTES : Long.BYTES;
        return switch (stored) {
            case BOOLEAN ->
                    switch (encoding) {
                        case PLAIN -> new PlainBooleans();
                        case RLE -> new RunBooleans();
                        default -> throw unknown(encoding, "PLAIN, RLE");
                    };
            case INT32, INT64 ->
                    switch (encoding) {
                        case PLAIN -> new PlainNumbers(width);
                        case DELTA_BINARY_PACKED -> new DeltaNumbers(stored == Type.INT32);
                        case BYTE_STREAM_SPLIT -> new SplitNumbers(width);
                        default ->
                                throw unknown(
                                        encoding,
                                        "PLAIN, RLE_DICTIONARY, DELTA_BINARY_PACKED, BYTE_STREAM_SPLIT");
                    };
            case FLOAT, DOUBLE ->
                    switch (encoding) {
                        case PLAIN -> new PlainNumbers(width);
                        case BYTE_STREAM_SPLIT -> new SplitNumbers(width);
                        default ->
                                throw unknown(encoding, "PLAIN, RLE_DICTIONARY, BYTE_STREAM_SPLIT");
                    };
            case INT96 -> {
                if (encoding != Encoding.PLAIN) {
                    throw unknown(encoding, "PLAIN, RLE_DICTIONARY");
                }
                yield new PlainNumbers(Integer.BYTES + Long.BYTES);
            }
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                    new BytesAsNumbers(
                            newBytes(encoding),
                            column.meaning(),
                            column.type() == ColumnType.INT64);
        };
    }

    private BytesDecoder newBytes(Encoding encoding) {
        boolean fixed = column.stored() == Type.FIXED_LEN_BYTE_ARRAY;
        return switch (encoding) {
            case PLAIN -> new PlainBytes(column.width());
            case DELTA_BYTE_ARRAY -> new DeltaBytes();
            case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthBytes();
            case BYTE_STREAM_SPLIT -> {
                if (!fixed) {
                    throw unknown(encoding, "PLAIN, RLE_DICTIONARY, DELTA_*");
                }
                yield new SplitBytes(column.width());
            }
            default -> throw unknown(encoding, "PLAIN, RLE_DICTIONARY, DELTA_*");
        };
    }

    private PageProblem unknown(Encoding found, String expected) {
        return new PageProblem(
                "found %s in encoding %s, expected one of %s; write the file with one of them"
                        .formatted(column.stored(), found, expected));
    }
}
