package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// Booleans, one bit each.
final class BooleanValues implements ColumnValues {
    private final NumberGather gather = new NumberGather(ColumnType.BOOLEAN, false);
    private final NumberRange page = new WholeRange(1);
    private final NumberRange chunk = new WholeRange(1);
    private final Bytes bits = new Bytes(1024);
    private int rest;
    private int restSize;

    @Override
    public void add(Column column, int from, int n, Levels levels) {
        long[] values = gather.values(column, from, n, levels);
        page.add(values, gather.present());
        for (int i = 0; i < gather.present(); i++) {
            rest |= (int) (values[i] & 1) << restSize;
            if (++restSize == Byte.SIZE) {
                flush();
            }
        }
    }

    private void flush() {
        bits.write(rest);
        rest = 0;
        restSize = 0;
    }

    @Override
    public int pageBytes() {
        return bits.length() + 1;
    }

    @Override
    public @Nullable Bounds pageBounds() {
        return page.bounds();
    }

    @Override
    public Encoding encodePage(Bytes out) {
        chunk.add(page);
        page.clear();
        if (restSize > 0) {
            flush();
        }
        out.write(bits);
        bits.clear();
        return Encoding.PLAIN;
    }

    @Override
    public int dictionarySize() {
        return 0;
    }

    @Override
    public void encodeDictionary(Bytes out) {
        throw new IllegalStateException("booleans have no dictionary");
    }

    @Override
    public @Nullable Bounds chunkBounds() {
        return chunk.bounds();
    }

    @Override
    public long nans() {
        return -1;
    }

    @Override
    public void clear() {
        chunk.clear();
    }
}
