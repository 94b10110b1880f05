package dev.venturi.arrow;

import dev.venturi.arrow.ArrowFile.Block;
import dev.venturi.arrow.ArrowFile.RowBlock;
import dev.venturi.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The values of one column of some rows: whole numbers, doubles or texts, and which are there.
final class ArrowValues {
    /// A time in nanoseconds that an int64 does not hold.
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int DECIMAL = 16;
    private static final int MOST_TEXTS = Integer.MAX_VALUE - 16;

    private final ArrowBytes file;
    private final ArrowSchema schema;
    private final ArrowField field;
    private final boolean timesAsStored;
    private @Nullable ArrowBuffer validity;
    private @Nullable ArrowBuffer stored;
    private @Nullable ArrowTexts texts;
    private @Nullable ArrowTexts dictionary;
    private List<Block> dictionaryBlocks = List.of();
    private int dictionarySize;

    /// Which rows have a value, `[n]`.
    boolean[] present = {};

    /// Whole numbers, 1 and 0 for booleans, times, unscaled decimals, `[n]`.
    long[] wholes = {};

    /// Doubles, and what whole numbers and decimals are as such, `[n]`; NaN where missing.
    double[] reals = {};

    /// Texts of rows: `bytes[i][start[i] .. end[i])`, `[n]`.
    byte[][] bytes = {};

    int[] start = {};
    int[] end = {};

    /// @param timesAsStored whether times stay in the unit of the column, as keys need them; else
    ///   they are nanoseconds
    ArrowValues(ArrowBytes file, ArrowSchema schema, ArrowField field, boolean timesAsStored) {
        this.file = file;
        this.timesAsStored = timesAsStored;
        this.schema = schema;
        this.field = field;
    }

    ArrowField field() {
        return field;
    }

    /// Moves to a record batch.
    void begin(RowBlock rows) {
        ArrowBatch batch = ArrowBatch.rows(file, rows.block());
        if (!batch.hasBuffers(schema.nodes(), schema.buffers(), schema.views())) {
            throw file.malformed("a record batch does not have the buffers of its schema");
        }
        long first = field.buffer() + batch.moreBuffers(field.views());
        validity = batch.buffer(first);
        if (validity.length() == 0) {
            validity = null;
        }
        ArrowField.Codes codes = field.dictionary();
        if (codes != null) {
            stored = batch.buffer(first + 1);
            List<Block> blocks = rows.dictionaries().getOrDefault(codes.id(), List.of());
            if (dictionary == null || !blocks.equals(dictionaryBlocks)) {
                loadDictionary(blocks);
            }
        } else if (field.isText()) {
            texts = new ArrowTexts(file, batch, field.kind(), first + 1, field.views());
        } else {
            stored = batch.buffer(first + 1);
        }
    }

    /// All texts of a dictionary, those of its parts one behind the other.
    private void loadDictionary(List<Block> blocks) {
        ArrowTexts all = null;
        int size = 0;
        for (Block block : blocks) {
            ArrowBatch batch = ArrowBatch.dictionary(file, block);
            long length = batch.length();
            if (length < 0 || length > MOST_TEXTS - size) {
                throw file.malformed("a dictionary of %d texts".formatted(length));
            }
            ArrowTexts part = new ArrowTexts(file, batch, field.kind(), 1, 0);
            part.read(0, (int) length);
            all = all == null ? part : all.followedBy(size, part, (int) length);
            size += (int) length;
        }
        if (all == null) {
            throw file.malformed(
                    "the dictionary of column \"%s\" is missing".formatted(field.name()));
        }
        dictionary = all;
        dictionarySize = size;
        dictionaryBlocks = blocks;
    }

    /// Reads the values of some rows.
    ///
    /// @param row the first, in the record batch
    void read(long row, int n) {
        if (present.length < n) {
            present = new boolean[n];
            wholes = new long[n];
            reals = new double[n];
            bytes = new byte[n][];
            start = new int[n];
            end = new int[n];
        }
        readValidity(row, n);
        if (field.dictionary() != null) {
            readCodes(field.dictionary(), row, n);
        } else if (texts != null) {
            texts.read(row, n);
            System.arraycopy(texts.bytes, 0, bytes, 0, n);
            System.arraycopy(texts.start, 0, start, 0, n);
            System.arraycopy(texts.end, 0, end, 0, n);
        } else {
            readNumbers(row, n);
        }
    }

    private void readValidity(long row, int n) {
        ArrowBuffer bits = validity;
        if (bits == null) {
            Arrays.fill(present, 0, n, true);
            return;
        }
        readBits(bits, row, n, present);
    }

    private static void readBits(ArrowBuffer bits, long row, int n, boolean[] into) {
        long first = row >> 3;
        bits.slice(first, ((row + n + 7) >> 3) - first);
        int shift = (int) (row & 7);
        byte[] source = bits.bytes;
        int base = bits.from;
        for (int i = 0; i < n; i++) {
            int at = shift + i;
            into[i] = (source[base + (at >> 3)] >> (at & 7) & 1) != 0;
        }
    }

    private void readCodes(ArrowField.Codes codes, long row, int n) {
        integers(row, n, codes.bits(), codes.signed());
        ArrowTexts entries = Objects.requireNonNull(dictionary);
        for (int i = 0; i < n; i++) {
            if (present[i]) {
                long code = wholes[i];
                if (code < 0 || code >= dictionarySize) {
                    throw file.malformed(
                            "column \"%s\": code %d of a dictionary of %d texts"
                                    .formatted(field.name(), code, dictionarySize));
                }
                bytes[i] = entries.bytes[(int) code];
                start[i] = entries.start[(int) code];
                end[i] = entries.end[(int) code];
            }
        }
    }

    private void readNumbers(long row, int n) {
        switch (field.kind()) {
            case SIGNED, UNSIGNED -> {
                integers(row, n, field.bits(), field.kind() == ArrowField.Kind.SIGNED);
                widen(n);
            }
            case BOOLEAN -> {
                boolean[] bits = new boolean[n];
                readBits(buffer(), row, n, bits);
                for (int i = 0; i < n; i++) {
                    wholes[i] = bits[i] ? 1 : 0;
                }
                widen(n);
            }
            case TIME -> {
                integers(row, n, field.bits(), true);
                if (!timesAsStored) {
                    toNanos(n);
                }
            }
            case FLOAT -> doubles(row, n);
            case DECIMAL -> decimals(row, n);
            case TEXT, LARGE_TEXT, TEXT_VIEW -> throw new IllegalStateException("no numbers");
        }
    }

    private void widen(int n) {
        for (int i = 0; i < n; i++) {
            reals[i] = present[i] ? (double) wholes[i] : Double.NaN;
        }
        if (field.kind() == ArrowField.Kind.UNSIGNED && field.bits() == Long.SIZE) {
            for (int i = 0; i < n; i++) {
                if (present[i] && wholes[i] < 0) {
                    reals[i] = new BigInteger(Long.toUnsignedString(wholes[i])).doubleValue();
                }
            }
        }
    }

    private ArrowBuffer buffer() {
        return Objects.requireNonNull(stored);
    }

    private void integers(long row, int n, int bits, boolean signed) {
        int width = bits / Byte.SIZE;
        ArrowBuffer buffer = buffer();
        buffer.slice(row * width, (long) n * width);
        byte[] source = buffer.bytes;
        int at = buffer.from;
        long mask = signed || bits == Long.SIZE ? -1 : (1L << bits) - 1;
        switch (width) {
            case 1 -> {
                for (int i = 0; i < n; i++) {
                    wholes[i] = source[at + i] & mask;
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    int low = source[at + 2 * i] & 0xFF;
                    wholes[i] = (source[at + 2 * i + 1] << Byte.SIZE | low) & mask;
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    wholes[i] = (int) ArrowTexts.INTS.get(source, at + 4 * i) & mask;
                }
            }
            case 8 -> {
                for (int i = 0; i < n; i++) {
                    wholes[i] = (long) ArrowTexts.LONGS.get(source, at + 8 * i);
                }
            }
            default -> throw file.malformed("integers of %d bits".formatted(bits));
        }
    }

    private void toNanos(int n) {
        long scale = field.scale();
        boolean millis = field.bits() == Long.SIZE && scale == ArrowField.NANOS_PER_DAY;
        long unit = millis ? 1_000_000 : scale; // date64 is in milliseconds
        long most = Long.MAX_VALUE / unit;
        for (int i = 0; i < n; i++) {
            long value = wholes[i];
            wholes[i] = value > most || value < -most ? NO_TIME : value * unit;
        }
    }

    private void doubles(long row, int n) {
        int width = field.bits() / Byte.SIZE;
        ArrowBuffer buffer = buffer();
        buffer.slice(row * width, (long) n * width);
        byte[] source = buffer.bytes;
        int at = buffer.from;
        for (int i = 0; i < n; i++) {
            double value =
                    switch (width) {
                        case 2 -> {
                            int low = source[at + 2 * i] & 0xFF;
                            int half = source[at + 2 * i + 1] << Byte.SIZE | low;
                            yield Float.float16ToFloat((short) half);
                        }
                        case 4 ->
                                Float.intBitsToFloat((int) ArrowTexts.INTS.get(source, at + 4 * i));
                        default ->
                                Double.longBitsToDouble(
                                        (long) ArrowTexts.LONGS.get(source, at + 8 * i));
                    };
            reals[i] = present[i] ? value : Double.NaN;
        }
    }

    private void decimals(long row, int n) {
        ArrowBuffer buffer = buffer();
        buffer.slice(row * DECIMAL, (long) n * DECIMAL);
        for (int i = 0; i < n; i++) {
            int at = buffer.from + i * DECIMAL;
            long low = (long) ArrowTexts.LONGS.get(buffer.bytes, at);
            long high = (long) ArrowTexts.LONGS.get(buffer.bytes, at + Long.BYTES);
            wholes[i] = low;
            boolean isLong = high == low >> (Long.SIZE - 1);
            if (!isLong && present[i] && field.type() == ColumnType.INT64) {
                throw file.malformed(
                        "column \"%s\": a decimal beyond int64".formatted(field.name()));
            }
            reals[i] = present[i] ? exact(high, low).doubleValue() : Double.NaN;
        }
    }

    private BigDecimal exact(long high, long low) {
        BigInteger whole =
                BigInteger.valueOf(high)
                        .shiftLeft(Long.SIZE)
                        .or(new BigInteger(Long.toUnsignedString(low)));
        return new BigDecimal(whole, (int) field.scale());
    }

    /// The decimal number of a row.
    BigDecimal decimal(int row) {
        ArrowBuffer buffer = buffer();
        int at = buffer.from + row * DECIMAL;
        return exact(
                (long) ArrowTexts.LONGS.get(buffer.bytes, at + Long.BYTES),
                (long) ArrowTexts.LONGS.get(buffer.bytes, at));
    }
}
