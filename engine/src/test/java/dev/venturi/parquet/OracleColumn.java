package dev.venturi.parquet;

import dev.venturi.table.RowBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// Kinds of columns that parquet-java writes, each with random values and what a reader has to make
/// of them.
@SuppressWarnings(
        "ImmutableEnumChecker") // annotations of parquet-java are not declared so, but are
enum OracleColumn {
    INT32(PrimitiveTypeName.INT32, null, 0),
    INT8(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true), 0),
    UINT32(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(32, false), 0),
    INT64(PrimitiveTypeName.INT64, null, 0),
    UINT64(PrimitiveTypeName.INT64, LogicalTypeAnnotation.intType(64, false), 0),
    FLOAT(PrimitiveTypeName.FLOAT, null, 0),
    DOUBLE(PrimitiveTypeName.DOUBLE, null, 0),
    HALF(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, LogicalTypeAnnotation.float16Type(), 2),
    BOOLEAN(PrimitiveTypeName.BOOLEAN, null, 0),
    DECIMAL_9(PrimitiveTypeName.INT32, LogicalTypeAnnotation.decimalType(2, 9), 0),
    DECIMAL_18(PrimitiveTypeName.INT64, LogicalTypeAnnotation.decimalType(4, 18), 0),
    DECIMAL_WHOLE(PrimitiveTypeName.INT64, LogicalTypeAnnotation.decimalType(0, 18), 0),
    DECIMAL_FIXED(
            PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, LogicalTypeAnnotation.decimalType(10, 38), 16),
    DECIMAL_BYTES(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.decimalType(3, 30), 0),
    DECIMAL_BYTES_WHOLE(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.decimalType(0, 18), 0),
    DATE(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), 0),
    MILLIS(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS), 0),
    MICROS(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS), 0),
    NANOS(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS), 0),
    INT96(PrimitiveTypeName.INT96, null, 0),
    STRING(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), 0),
    BYTES(PrimitiveTypeName.BINARY, null, 0),
    UUID(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, LogicalTypeAnnotation.uuidType(), 16);

    private final PrimitiveTypeName stored;
    private final @Nullable LogicalTypeAnnotation logical;
    private final int width;

    OracleColumn(PrimitiveTypeName stored, @Nullable LogicalTypeAnnotation logical, int width) {
        this.stored = stored;
        this.logical = logical;
        this.width = width;
    }

    /// The kinds that features are computed of.
    boolean isValue() {
        return switch (this) {
            case DATE, MILLIS, MICROS, NANOS, INT96, STRING, BYTES, UUID -> false;
            default -> true;
        };
    }

    /// The kinds that order rows; an unsigned number may turn out to be beyond int64.
    boolean isOrder() {
        return switch (this) {
            case BOOLEAN, UINT64, STRING, BYTES, UUID -> false;
            default -> true;
        };
    }

    /// Whether columns of it are bytes, of which a writer that may pick delta encodings does.
    boolean isByteStreamSplittable() {
        return stored == PrimitiveTypeName.FLOAT
                || stored == PrimitiveTypeName.DOUBLE
                || stored == PrimitiveTypeName.INT32
                || stored == PrimitiveTypeName.INT64
                || stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    PrimitiveType type(String name, boolean optional) {
        var type =
                Types.primitive(stored, optional ? Repetition.OPTIONAL : Repetition.REQUIRED)
                        .length(width);
        return logical == null ? type.named(name) : type.as(logical).named(name);
    }

    /// A value as parquet-java takes it.
    ///
    /// @param distinct about how many different ones there are
    Object value(Random random, int distinct) {
        Random one = new Random(random.nextInt(distinct) * 7919L + name().hashCode());
        one.nextLong();
        return switch (this) {
            case INT32, UINT32 -> one.nextInt(8) == 0 ? one.nextInt() : one.nextInt(1_000) - 500;
            case INT8 -> one.nextInt(256) - 128;
            case INT64 -> one.nextLong() >> one.nextInt(64);
            case UINT64 ->
                    one.nextLong() >>> (1 + one.nextInt(63)); // beyond int64: a test of its own
            case DECIMAL_WHOLE -> one.nextLong() % 1_000_000_000_000_000_000L;
            case FLOAT ->
                    switch (one.nextInt(10)) {
                        case 0 -> Float.NaN;
                        case 1 -> Float.NEGATIVE_INFINITY;
                        case 2 -> -0.0f;
                        default -> (float) one.nextGaussian();
                    };
            case DOUBLE ->
                    switch (one.nextInt(10)) {
                        case 0 -> Double.NaN;
                        case 1 -> Double.POSITIVE_INFINITY;
                        case 2 -> -0.0;
                        case 3 -> Double.longBitsToDouble(one.nextLong());
                        default -> one.nextGaussian() * 100;
                    };
            case HALF -> {
                short half = Float.floatToFloat16((float) one.nextGaussian());
                yield Binary.fromConstantByteArray(new byte[] {(byte) half, (byte) (half >> 8)});
            }
            case BOOLEAN -> one.nextBoolean();
            case DECIMAL_9 -> one.nextInt(2_000_000_000) - 1_000_000_000 + 1;
            case DECIMAL_18 -> one.nextLong() % 1_000_000_000_000_000_000L;
            case DECIMAL_FIXED -> {
                byte[] number = new BigInteger(1 + one.nextInt(120), one).toByteArray();
                byte[] padded = new byte[16];
                System.arraycopy(number, 0, padded, 16 - number.length, number.length);
                yield Binary.fromConstantByteArray(padded);
            }
            case DECIMAL_BYTES ->
                    Binary.fromConstantByteArray(
                            new BigInteger(1 + one.nextInt(95), one).negate().toByteArray());
            case DECIMAL_BYTES_WHOLE ->
                    Binary.fromConstantByteArray(
                            BigInteger.valueOf(one.nextLong() >> one.nextInt(64)).toByteArray());
            case DATE -> one.nextInt(40_000) - 10_000;
            case MILLIS -> one.nextLong() % 4_000_000_000_000L;
            case MICROS -> one.nextLong() % 4_000_000_000_000_000L;
            case NANOS -> one.nextLong() % 4_000_000_000_000_000_000L;
            case INT96 ->
                    Binary.fromConstantByteArray(
                            ByteBuffer.allocate(12)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putLong(
                                            (one.nextLong() & Long.MAX_VALUE) % 86_400_000_000_000L)
                                    .putInt(2_440_588 + one.nextInt(40_000) - 20_000)
                                    .array());
            case STRING, BYTES ->
                    Binary.fromString("k\u00e9y-" + one.nextInt(1 << one.nextInt(20)));
            case UUID -> {
                byte[] bytes = new byte[16];
                one.nextBytes(bytes);
                yield Binary.fromConstantByteArray(bytes);
            }
        };
    }

    void write(Group group, String name, Object value) {
        switch (value) {
            case Integer number -> group.add(name, number);
            case Long number -> group.add(name, number);
            case Float number -> group.add(name, number);
            case Double number -> group.add(name, number);
            case Boolean bit -> group.add(name, bit);
            case Binary bytes -> group.add(name, bytes);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private BigDecimal decimal(Object value) {
        int scale =
                logical instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal
                        ? decimal.getScale()
                        : 0;
        return switch (value) {
            case Binary bytes -> new BigDecimal(new BigInteger(bytes.getBytes()), scale);
            case Number number -> BigDecimal.valueOf(number.longValue(), scale);
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    /// The value as [ParquetRows] shows it in a value column.
    String asValue(@Nullable Object value) {
        if (value == null) {
            return "NaN";
        }
        double number =
                switch (this) {
                    case HALF -> {
                        byte[] bytes = ((Binary) value).getBytes();
                        yield Float.float16ToFloat((short) ((bytes[0] & 0xFF) | (bytes[1] << 8)));
                    }
                    case BOOLEAN -> (boolean) value ? 1 : 0;
                    case UINT32 -> Integer.toUnsignedLong((int) value);
                    case DECIMAL_9, DECIMAL_18, DECIMAL_FIXED, DECIMAL_BYTES ->
                            Double.parseDouble(decimal(value).toString());
                    case DECIMAL_WHOLE, DECIMAL_BYTES_WHOLE -> decimal(value).doubleValue();
                    default -> ((Number) value).doubleValue();
                };
        boolean large = Math.abs(number) > 0x1p53;
        if (large && (this == INT64 || this == UINT64)) {
            return value.toString();
        }
        if (large && (this == DECIMAL_WHOLE || this == DECIMAL_BYTES_WHOLE)) {
            return decimal(value).toPlainString();
        }
        return ParquetRows.bits(number);
    }

    /// The value as [#asValue], where it is a number, else an empty text.
    String asValueOrText(@Nullable Object value) {
        return isValue() ? asValue(value) : "";
    }

    /// The value as a sort key.
    long asOrder(Object value) {
        return switch (this) {
            case INT32, INT8, INT64 -> ((Number) value).longValue();
            case UINT32 -> Integer.toUnsignedLong((int) value);
            case DECIMAL_WHOLE, DECIMAL_BYTES_WHOLE -> decimal(value).longValueExact();
            case FLOAT, DOUBLE, HALF, DECIMAL_9, DECIMAL_18, DECIMAL_FIXED, DECIMAL_BYTES ->
                    RowBatch.sortable(Double.parseDouble(asValue(value)) + 0.0);
            case DATE -> (int) value * 86_400_000_000_000L;
            case MILLIS -> (long) value * 1_000_000;
            case MICROS -> (long) value * 1_000;
            case NANOS -> (long) value;
            case INT96 -> int96(value);
            case UINT64, BOOLEAN, STRING, BYTES, UUID ->
                    throw new IllegalArgumentException("no order: " + this);
        };
    }

    private static long int96(Object value) {
        ByteBuffer bytes =
                ByteBuffer.wrap(((Binary) value).getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        long ofDay = bytes.getLong();
        return (bytes.getInt() - 2_440_588L) * 86_400_000_000_000L + ofDay;
    }

    /// The text of the value as a key; empty for a missing one.
    String asKey(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return switch (this) {
            case INT32, INT8, INT64, BOOLEAN -> value.toString();
            case UINT32 -> Integer.toUnsignedString((int) value);
            case UINT64 -> Long.toUnsignedString((long) value);
            case FLOAT, DOUBLE -> real(Double.parseDouble(value.toString()));
            case HALF -> real(Double.parseDouble(asValue(value)));
            case DECIMAL_9,
                    DECIMAL_18,
                    DECIMAL_WHOLE,
                    DECIMAL_FIXED,
                    DECIMAL_BYTES,
                    DECIMAL_BYTES_WHOLE ->
                    decimal(value).toPlainString();
            case DATE -> LocalDate.ofEpochDay((int) value).toString();
            case MILLIS, MICROS, NANOS, INT96 -> time(asOrder(value));
            case STRING, BYTES -> ((Binary) value).toStringUsingUTF8();
            case UUID -> {
                ByteBuffer bytes = ByteBuffer.wrap(((Binary) value).getBytes());
                yield new java.util.UUID(bytes.getLong(), bytes.getLong()).toString();
            }
        };
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        if (value != 0 && (size < 1e-5 || size >= 1e16)) {
            String text = Double.toString(value).replace(".0E", "E").replace('E', 'e');
            return text.contains("e") ? text : new BigDecimal(text).toString();
        }
        String plain = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        return 1 / value == Double.NEGATIVE_INFINITY ? "-0.0" : plain;
    }

    private String time(long nanos) {
        long seconds = Math.floorDiv(nanos, 1_000_000_000L);
        int rest = (int) Math.floorMod(nanos, 1_000_000_000L);
        String text =
                Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDateTime()
                        + (Math.floorMod(seconds, 60L) == 0 ? ":00" : "");
        if (rest != 0) {
            String digits = "%09d".formatted(rest);
            while (digits.endsWith("0")) {
                digits = digits.substring(0, digits.length() - 1);
            }
            text += "." + digits;
        }
        return text + (this == MICROS ? "" : "Z");
    }
}
