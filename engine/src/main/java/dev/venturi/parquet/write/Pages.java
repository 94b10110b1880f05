package dev.venturi.parquet.write;

import dev.venturi.bytes.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/// Makes pages of what columns have encoded: compressed, with a checksum, behind their headers.
/// Shared by the columns of a writer.
final class Pages implements Closeable {
    private final PageCompressor compressor;
    private final Bytes compressed = new Bytes(1 << 16);
    private final Bytes start = new Bytes(64);
    private final CRC32 checksum = new CRC32();

    /// What the page being made holds before it is compressed.
    final Bytes content = new Bytes(1 << 16);

    Pages(ParquetCodec codec) {
        compressor = codec.compressor();
    }

    /// A page as it stands in the file.
    ///
    /// @param bytes its header and content
    /// @param plainBytes what both would take without compression
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(byte[] bytes, int plainBytes) {}

    /// Makes a data page of the [#content], which is empty then.
    ///
    /// @param rows of the page, missing values included
    Page data(int rows, Encoding encoding) throws IOException {
        PageHeader header = header(PageType.DATA_PAGE);
        header.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
        return page(header);
    }

    /// Makes a dictionary page of the [#content], which is empty then.
    Page dictionary(int entries) throws IOException {
        PageHeader header = header(PageType.DICTIONARY_PAGE);
        header.setDictionary_page_header(new DictionaryPageHeader(entries, Encoding.PLAIN));
        return page(header);
    }

    /// Compresses the content and describes it.
    private PageHeader header(PageType type) throws IOException {
        compressed.clear();
        compressor.compress(content, compressed);
        checksum.reset();
        checksum.update(compressed.array(), 0, compressed.length());
        PageHeader header = new PageHeader(type, content.length(), compressed.length());
        header.setCrc((int) checksum.getValue());
        return header;
    }

    private Page page(PageHeader header) {
        start.clear();
        int headerBytes = Thrift.write(header, start);
        byte[] page = Arrays.copyOf(start.array(), headerBytes + compressed.length());
        System.arraycopy(compressed.array(), 0, page, headerBytes, compressed.length());
        int plain = content.length();
        content.clear();
        return new Page(page, headerBytes + plain);
    }

    @Override
    public void close() {
        compressor.close();
    }
}
