package dev.venturi.parquet.write;

import dev.venturi.table.Column;
import dev.venturi.table.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/// One column of the row group being made: finished pages in memory, and the page being made. Used
/// again for every row group.
final class ColumnChunkWriter {
    /// Bytes of values after which a page ends even when it has few rows: long texts.
    private static final int PAGE_BYTES = 8 << 20;

    private final Field field;
    private final Type type;
    private final ColumnValues values;
    private final ParquetOptions options;
    private final Pages pages;
    private final Levels levels = new Levels();
    private final List<byte[]> encoded = new ArrayList<>();
    private final PageIndex index = new PageIndex();
    private final Map<Encoding, Integer> pagesBy = new EnumMap<>(Encoding.class);
    private int encodedBytes;
    private long rows;
    private long nulls;
    private long plainBytes;

    /// @param pages makes pages; shared with other columns
    ColumnChunkWriter(Field field, ParquetOptions options, Pages pages) {
        this.field = field;
        this.type = ParquetTypes.physical(field.type());
        this.values = ParquetTypes.values(field.type(), options);
        this.options = options;
        this.pages = pages;
    }

    /// Adds rows, few enough to stay in cache.
    void add(Column column, int from, int n) throws IOException {
        int at = from;
        int end = from + n;
        while (at < end) {
            int fitting = Math.min(end - at, options.pageRows() - levels.rows());
            values.add(column, at, fitting, levels);
            at += fitting;
            if (levels.rows() == options.pageRows() || values.pageBytes() >= PAGE_BYTES) {
                endPage();
            }
        }
    }

    /// Bytes held in memory for this row group, about.
    long bytes() {
        return encodedBytes + (long) values.pageBytes();
    }

    private void endPage() throws IOException {
        Bounds bounds = values.pageBounds();
        boolean present = levels.nulls() < levels.rows();
        levels.encode(pages.content);
        Encoding encoding = values.encodePage(pages.content);
        Pages.Page page = pages.data(levels.rows(), encoding);
        int start = encodedBytes;
        encoded.add(page.bytes());
        encodedBytes += page.bytes().length;
        plainBytes += page.plainBytes();
        index.add(start, encodedBytes, rows, levels.nulls(), present, bounds);
        pagesBy.merge(encoding, 1, Integer::sum);
        rows += levels.rows();
        nulls += levels.nulls();
        levels.clear();
    }

    /// Writes the chunk and begins the next.
    ///
    /// @param offset where it will stand in the file
    /// @param indexes told of its page index
    /// @return what the footer says about it
    ColumnChunk finish(OutputStream out, long offset, PageIndexes indexes) throws IOException {
        if (levels.rows() > 0) {
            endPage();
        }
        long data = offset;
        int entries = values.dictionarySize();
        if (entries > 0) {
            values.encodeDictionary(pages.content);
            Pages.Page dictionary = pages.dictionary(entries);
            plainBytes += dictionary.plainBytes();
            out.write(dictionary.bytes());
            data += dictionary.bytes().length;
        }
        for (byte[] page : encoded) {
            out.write(page);
        }
        long bytes = data - offset + encodedBytes;
        ColumnMetaData meta =
                new ColumnMetaData(
                        type,
                        encodings(entries > 0),
                        List.of(field.name()),
                        options.codec().format(),
                        rows,
                        plainBytes,
                        bytes,
                        data);
        if (entries > 0) {
            meta.setDictionary_page_offset(offset);
        }
        meta.setEncoding_stats(encodingStats(entries > 0));
        meta.setStatistics(statistics());
        ColumnChunk chunk = new ColumnChunk(0); // deprecated: where a copy of the meta data stands
        chunk.setMeta_data(meta);
        indexes.add(chunk, index, data);
        clear();
        return chunk;
    }

    private List<Encoding> encodings(boolean dictionary) {
        List<Encoding> encodings = new ArrayList<>(pagesBy.keySet());
        encodings.add(Encoding.RLE); // the levels
        if (dictionary && !encodings.contains(Encoding.PLAIN)) {
            encodings.add(Encoding.PLAIN);
        }
        return encodings;
    }

    private List<PageEncodingStats> encodingStats(boolean dictionary) {
        List<PageEncodingStats> stats = new ArrayList<>();
        if (dictionary) {
            stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
        }
        pagesBy.forEach((encoding, count) ->
                stats.add(new PageEncodingStats(PageType.DATA_PAGE, encoding, count)));
        return stats;
    }

    private Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setNull_count(nulls);
        if (values.nans() >= 0) {
            statistics.setNan_count(values.nans());
        }
        Bounds bounds = values.chunkBounds();
        if (bounds != null) {
            statistics.setMin_value(bounds.min());
            statistics.setIs_min_value_exact(bounds.minExact());
            byte[] max = bounds.max();
            if (max != null) {
                statistics.setMax_value(max);
                statistics.setIs_max_value_exact(bounds.maxExact());
            }
        }
        return statistics;
    }

    private void clear() {
        values.clear();
        encoded.clear();
        encodedBytes = 0;
        index.clear();
        pagesBy.clear();
        rows = 0;
        nulls = 0;
        plainBytes = 0;
    }
}
