package dev.venturi.parquet;

import dev.venturi.table.MalformedDataException;
import java.io.Closeable;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// Goes through one column of one row group after the other, some thousand rows at a time and never
/// across the border of a page.
///
/// After [#next] the values of those rows that have one stand in [#codes] when the page refers to a
/// dictionary, else in [#numbers]; where the column is read as bytes and there is no dictionary
/// they are taken one by one from [#texts].
final class ColumnCursor implements Closeable {
    /// Rows at a time: what is in between stays in a first-level cache.
    static final int MOST = 4_096;

    final FlatColumn column;

    /// Codes of the values, `[present]`, when [#isCoded]; never negative, but they may be beyond
    /// the dictionary.
    final int[] codes;

    /// The values, `[present]`, when they are numbers and not [#isCoded].
    final long[] numbers;

    /// Room for the values as doubles, `[present + 1]`, for who takes them.
    final double[] doubles;

    private final ParquetFile file;
    private final boolean asBytes;
    private final PageReader pages;
    private final Levels levels;
    private final HybridDecoder hybrid = new HybridDecoder();
    private final Decoders decoders;

    private @Nullable RowGroupPart group;
    private long leftInGroup;
    private @Nullable Dictionary dictionary;
    private int dictionaries;

    /// Rows of the page that were not read; the page itself may still have to be loaded.
    private int leftInPage;

    private boolean loaded;
    private boolean coded;
    private @Nullable NumberDecoder values;
    private @Nullable BytesDecoder slices;
    private int present;
    private int rows;

    /// @param asBytes whether values are wanted as bytes: possible where they are stored as such
    /// @param verify whether checksums are held against the pages
    ColumnCursor(
            ParquetFile file,
            FileBytes bytes,
            FlatColumn column,
            boolean asBytes,
            boolean verify,
            Scratch scratch) {
        this.file = file;
        this.column = column;
        this.asBytes = asBytes;
        this.codes = scratch.codes;
        this.numbers = scratch.numbers;
        this.doubles = scratch.doubles;
        this.levels = new Levels(scratch.valid);
        this.pages = new PageReader(bytes, scratch.pages, verify);
        this.decoders = new Decoders(column);
    }

    /// Turns to the first row of a row group.
    ///
    /// @throws MalformedDataException when the column cannot stand where the footer says
    void begin(RowGroupPart next) {
        group = next;
        Chunk chunk = next.chunks()[column.leaf()];
        chunk.check(file.place(next, column.name()), column, next.rows(), file.footer());
        leftInGroup = next.rows();
        leftInPage = 0;
        dictionary = null;
        try {
            pages.begin(chunk);
        } catch (PageProblem e) {
            throw problem(e);
        }
    }

    /// Leaves rows of the row group out; whole pages are not unpacked.
    void skip(long count) {
        long left = count;
        pages.passOver(true);
        try {
            while (left > 0) {
                if (leftInPage == 0) {
                    nextPage();
                }
                if (!loaded && left >= leftInPage) {
                    pages.skip();
                    left -= leftInPage;
                    leftInGroup -= leftInPage;
                    leftInPage = 0;
                } else {
                    read((int) Math.min(left, MOST));
                    left -= rows;
                    if (slices != null && !coded) {
                        slices.skip(present);
                    }
                }
            }
        } catch (PageProblem | IndexOutOfBoundsException e) {
            throw problem(e);
        } finally {
            pages.passOver(false);
        }
    }

    /// Reads the next rows.
    ///
    /// @param most rows wanted, at least 1 and no more than the row group has
    /// @return how many were read, 1 to `most`
    int next(int most) {
        try {
            while (leftInPage == 0) {
                nextPage();
            }
            read(Math.min(most, MOST));
            return rows;
        } catch (PageProblem | IndexOutOfBoundsException e) {
            throw problem(e);
        }
    }

    /// Rows read last that have a value.
    int present() {
        return present;
    }

    /// Which of the rows read last have a value, 1 or 0; to be looked at when not all have.
    int[] valid() {
        return levels.valid;
    }

    /// Whether all rows read last have a value.
    boolean isFull() {
        return present == rows;
    }

    /// Whether the values read last stand in [#codes].
    boolean isCoded() {
        return coded;
    }

    /// Dictionaries read so far: tells whether [#dictionary] is still the same.
    int dictionaries() {
        return dictionaries;
    }

    /// The dictionary that codes refer to.
    Dictionary dictionary() {
        Dictionary known = dictionary;
        if (known == null) {
            throw new IllegalStateException("no page refers to a dictionary");
        }
        return known;
    }

    /// What values of bytes are taken from, one [BytesDecoder#next] for each of [#present].
    BytesDecoder texts() {
        BytesDecoder known = slices;
        if (known == null) {
            throw new IllegalStateException("the column is not read as bytes");
        }
        return known;
    }

    /// The exception for what was found in a page.
    MalformedDataException problem(RuntimeException found) {
        RowGroupPart in = group;
        if (in == null) {
            throw new IllegalStateException("no row group was begun", found);
        }
        String what =
                found instanceof PageProblem problem
                        ? String.valueOf(problem.getMessage())
                        : "a page holds values beyond its end or its dictionary; get the file again";
        return new MalformedDataException(file.place(in, column.name()), what, found);
    }

    private void read(int most) {
        if (!loaded) {
            load();
        }
        rows = Math.min(most, leftInPage);
        present = levels.read(rows);
        if (coded) {
            hybrid.read(codes, 0, present);
        } else if (values != null) {
            values.read(numbers, present);
        }
        leftInPage -= rows;
        leftInGroup -= rows;
    }

    private void nextPage() {
        while (pages.next()) {
            if (pages.isDictionary()) {
                readDictionary();
            } else if (!pages.isData()) {
                pages.skip();
            } else {
                leftInPage = pages.values();
                loaded = false;
                if (leftInPage > leftInGroup) {
                    throw new PageProblem(
                            "found a page of %,d values where the row group has %,d more; get the file again"
                                    .formatted(leftInPage, leftInGroup));
                }
                if (leftInPage > 0) {
                    return;
                }
                pages.skip();
            }
        }
        throw new PageProblem(
                "the column ends where the row group has %,d more rows; get the file again"
                        .formatted(leftInGroup));
    }

    private void readDictionary() {
        if (dictionary != null || column.stored() == Type.BOOLEAN) {
            throw new PageProblem(
                    "found a dictionary where none can be: a second one, or one of booleans; get the file again");
        }
        pages.load(false);
        dictionaries++;
        dictionary =
                asBytes
                        ? Dictionary.bytes(pages, decoders.bytes(Encoding.PLAIN), column.width())
                        : Dictionary.numbers(pages, decoders.numbers(Encoding.PLAIN), leastWidth());
    }

    /// Bytes that a value takes at least.
    private int leastWidth() {
        return switch (column.stored()) {
            case BOOLEAN, INT32, FLOAT, BYTE_ARRAY -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> Integer.BYTES + Long.BYTES;
            case FIXED_LEN_BYTE_ARRAY -> column.width();
        };
    }

    private void load() {
        pages.load(column.optional());
        loaded = true;
        if (column.optional()) {
            levels.begin(pages.levelBytes, pages.levelsFrom, pages.levelsTo);
        } else {
            levels.beginAll();
        }
        Encoding encoding = pages.encoding();
        coded = encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
        values = null;
        slices = null;
        if (coded) {
            beginCodes();
        } else if (asBytes) {
            BytesDecoder decoder = decoders.bytes(encoding);
            decoder.begin(pages.bytes, pages.from, pages.to);
            slices = decoder;
        } else {
            NumberDecoder decoder = decoders.numbers(encoding);
            decoder.begin(pages.bytes, pages.from, pages.to);
            values = decoder;
        }
    }

    private void beginCodes() {
        if (dictionary == null) {
            throw new PageProblem("a page refers to a dictionary that is not there");
        }
        if (pages.from == pages.to) { // not even a width where all values are missing
            hybrid.begin(pages.bytes, pages.from, pages.to, 0);
            return;
        }
        int width = pages.bytes[pages.from] & 0xFF;
        if (width > HybridDecoder.WIDEST) {
            throw new PageProblem(
                    "found codes of %d bits, expected at most %d; get the file again"
                            .formatted(width, HybridDecoder.WIDEST));
        }
        hybrid.begin(pages.bytes, pages.from + 1, pages.to, width);
    }

    @Override
    public void close() {
        pages.close();
    }
}
