package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// Doubles, whole numbers and times: as bits of a `long` in memory, in eight or four bytes in the
/// file, through a dictionary where that pays.
final class NumberValues implements ColumnValues {
    private final NumberGather gather;
    private final int width;
    private final NumberRange page;
    private final NumberRange chunk;
    private final LongDictionary dictionary = new LongDictionary();
    private final Codes codes = new Codes();
    private final Bytes plain = new Bytes(1024);
    private int lastCode = -1;
    private long lastValue;

    /// @param gather takes the values out of columns
    NumberValues(NumberGather gather) {
        this.gather = gather;
        this.width = gather.type() == ColumnType.DATE ? Integer.BYTES : Long.BYTES;
        this.page = range();
        this.chunk = range();
    }

    private NumberRange range() {
        return gather.type() == ColumnType.FLOAT64 ? new DoubleRange() : new WholeRange(width);
    }

    @Override
    public void add(Column column, int from, int n, Levels levels) {
        long[] values = gather.values(column, from, n, levels);
        int present = gather.present();
        page.add(values, present);
        int coded = codes.isOn() ? encode(values, present) : 0;
        put(values, coded, present);
    }

    /// Adds codes as long as the dictionary pays.
    ///
    /// @return values that have got one
    private int encode(long[] values, int n) {
        codes.reserve(n);
        for (int i = 0; i < n; i++) {
            long value = values[i];
            if (lastCode < 0 || value != lastValue) {
                int known = dictionary.size();
                int code = dictionary.codeOf(value);
                if (code == known && !codes.mayGrow(known + 1)) {
                    giveUp();
                    return i;
                }
                lastCode = code;
                lastValue = value;
            }
            codes.add(lastCode);
        }
        return n;
    }

    private void giveUp() {
        int n = codes.size();
        for (int i = 0; i < n; i++) {
            put(dictionary.value(codes.code(i)));
        }
        codes.giveUp();
    }

    private void put(long value) {
        if (width == Long.BYTES) {
            plain.putLong(value);
        } else {
            plain.putInt((int) value);
        }
    }

    private void put(long[] values, int from, int to) {
        if (width == Long.BYTES) {
            plain.putLongs(values, from, to);
        } else {
            plain.putInts(values, from, to);
        }
    }

    @Override
    public int pageBytes() {
        return plain.length() + 2 * codes.size();
    }

    @Override
    public @Nullable Bounds pageBounds() {
        return page.bounds();
    }

    @Override
    public Encoding encodePage(Bytes out) {
        chunk.add(page);
        page.clear();
        if (codes.repeatsTooLittle(dictionary.size())) {
            giveUp();
        }
        if (codes.size() > 0) {
            return codes.encode(dictionary.size(), out);
        }
        out.write(plain);
        plain.clear();
        return Encoding.PLAIN;
    }

    @Override
    public int dictionarySize() {
        return codes.isUsed() ? dictionary.size() : 0;
    }

    @Override
    public void encodeDictionary(Bytes out) {
        plain.clear();
        for (int code = 0; code < dictionary.size(); code++) {
            put(dictionary.value(code));
        }
        out.write(plain);
        plain.clear();
    }

    @Override
    public @Nullable Bounds chunkBounds() {
        return chunk.bounds();
    }

    @Override
    public long nans() {
        return gather.type() == ColumnType.FLOAT64 ? chunk.nans() : -1;
    }

    @Override
    public void clear() {
        chunk.clear();
        dictionary.clear();
        codes.clear();
        lastCode = -1;
    }
}
