package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import dev.venturi.table.Column;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// UTF-8 texts, each behind its length, through a dictionary where that pays. An empty one is a
/// missing value, as in [Column.TextColumn].
final class TextValues implements ColumnValues {
    /// Bytes of the texts of a dictionary at most.
    private static final int MOST_BYTES = 1 << 20;

    private final TextRange page = new TextRange();
    private final TextRange chunk = new TextRange();
    private final TextDictionary dictionary = new TextDictionary();
    private final Codes codes = new Codes();
    private final Bytes plain = new Bytes(1024);
    private int lastCode = -1;

    @Override
    public void add(Column column, int from, int n, Levels levels) {
        if (!(column instanceof Column.TextColumn(byte[] bytes, int[] offsets))) {
            throw new IllegalArgumentException(
                    "%s in a column of texts".formatted(column.getClass().getSimpleName()));
        }
        codes.reserve(n);
        byte[] levelOf = levels.reserve(n);
        int row = levels.rows();
        int nulls = 0;
        for (int i = 0; i < n; i++) {
            int start = offsets[from + i];
            int end = offsets[from + i + 1];
            boolean there = end > start;
            levelOf[row + i] = (byte) (there ? 1 : 0);
            if (there) {
                add(bytes, start, end);
            } else {
                nulls++;
            }
        }
        levels.added(n, nulls);
    }

    private void add(byte[] bytes, int from, int to) {
        if (!codes.isOn()) {
            page.add(bytes, from, to);
            put(bytes, from, to);
        } else if (isLast(bytes, from, to)) {
            codes.add(lastCode);
        } else {
            page.add(bytes, from, to);
            int known = dictionary.size();
            int code = dictionary.codeOf(bytes, from, to);
            boolean full = dictionary.bytes() > MOST_BYTES;
            if (code == known && (full || !codes.mayGrow(known + 1))) {
                giveUp();
                put(bytes, from, to);
            } else {
                lastCode = code;
                codes.add(code);
            }
        }
    }

    /// Whether the text before was the same, in this page.
    private boolean isLast(byte[] bytes, int from, int to) {
        return codes.size() > 0
                && Arrays.equals(
                        dictionary.array(),
                        dictionary.start(lastCode),
                        dictionary.end(lastCode),
                        bytes,
                        from,
                        to);
    }

    private void giveUp() {
        int n = codes.size();
        for (int i = 0; i < n; i++) {
            put(codes.code(i));
        }
        codes.giveUp();
    }

    private void put(int code) {
        put(dictionary.array(), dictionary.start(code), dictionary.end(code));
    }

    private void put(byte[] bytes, int from, int to) {
        plain.putInt(to - from);
        plain.write(bytes, from, to - from);
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
        for (int code = 0; code < dictionary.size(); code++) {
            int from = dictionary.start(code);
            int to = dictionary.end(code);
            out.putInt(to - from);
            out.write(dictionary.array(), from, to - from);
        }
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
        dictionary.clear();
        codes.clear();
        lastCode = -1;
    }
}
