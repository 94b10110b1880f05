package dev.venturi.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/// Goes through the pages of a column chunk, one after the other: header, checksum, unpacking.
///
/// Every length of a header is held against the bytes that are there before anything of its size is
/// allocated. Memory: the stored page, the unpacked page. Complains by [PageProblem].
final class PageReader implements Closeable {
    /// Bytes in which a header usually stands; more are fetched where it does not end there.
    private static final int HEADER = 1 << 10;

    private static final int LONGEST_HEADER = 16 << 20;

    /// What an array can hold, with room to read beyond.
    private static final int LARGEST_PAGE = Integer.MAX_VALUE - (1 << 10);

    private final StoredPages stored;
    private final PageBuffers buffers;
    private final boolean verify;
    private final CRC32 crc = new CRC32();
    private final ThriftBytes thrift;
    private @Nullable CompressionCodec codec;
    private @Nullable Decompressor decompressor;
    private byte[] unpacked = new byte[StoredPages.SLACK];

    private long position;
    private PageHeader header = new PageHeader();

    /// The page loaded last: values stand in `bytes[from, to)`, definition levels, where the column
    /// has them, in `levelBytes[levelsFrom, levelsTo)`.
    byte[] bytes = {};

    int from;
    int to;
    byte[] levelBytes = {};
    int levelsFrom;
    int levelsTo;

    /// @param buffers where arrays for pages come from and go to
    /// @param verify whether checksums are held against the pages, where there are any
    PageReader(FileBytes file, PageBuffers buffers, boolean verify) {
        this.stored = new StoredPages(file, buffers);
        this.buffers = buffers;
        this.verify = verify;
        try {
            this.thrift = new ThriftBytes();
        } catch (TTransportException e) {
            throw new IllegalStateException(e); // no transport, no failure
        }
    }

    /// Turns to a chunk that is known to lie within the file.
    void begin(Chunk chunk) {
        stored.begin(chunk.start(), chunk.length());
        position = chunk.start();
        CompressionCodec next = chunk.codec();
        if (next == null) {
            throw new PageProblem("found no codec, expected one of " + Decompressor.KNOWN);
        }
        if (next != codec) {
            closeDecompressor();
            decompressor = Decompressor.of(next);
            codec = next;
        }
    }

    /// Reads the next header; the position then stands at the page's content.
    ///
    /// @return false at the end of the chunk
    boolean next() {
        if (stored.left(position) <= 0) {
            return false;
        }
        int most = HEADER;
        while (true) {
            int at = stored.fetch(position, most);
            int end = at + Math.min(stored.available(at), most);
            PageHeader read = new PageHeader();
            try {
                position += thrift.read(read, stored.bytes(), at, end) - at;
                header = read;
                check();
                return true;
            } catch (TTransportException e) {
                boolean more = stored.left(position) > most && most < LONGEST_HEADER;
                if (e.getType() != TTransportException.END_OF_FILE || !more) {
                    throw damaged(e);
                }
                most *= 16;
            } catch (TException e) {
                throw damaged(e);
            }
        }
    }

    private PageProblem damaged(TException cause) {
        return new PageProblem(
                "the header of the page at byte %,d is damaged (%s); get the file again"
                        .formatted(position, cause.getMessage()),
                cause);
    }

    private void check() {
        if (header.getCompressed_page_size() < 0
                || header.getCompressed_page_size() > stored.left(position)
                || header.getCompressed_page_size() > LARGEST_PAGE
                || header.getUncompressed_page_size() < 0
                || header.getUncompressed_page_size() > LARGEST_PAGE) {
            throw new PageProblem(
                    "the page at byte %,d is said to have %,d bytes (%,d unpacked) where %,d are left of its column; get the file again"
                            .formatted(
                                    position,
                                    header.getCompressed_page_size(),
                                    header.getUncompressed_page_size(),
                                    stored.left(position)));
        }
        boolean described =
                switch (header.getType()) {
                    case DATA_PAGE -> header.isSetData_page_header();
                    case DATA_PAGE_V2 -> header.isSetData_page_header_v2();
                    case DICTIONARY_PAGE -> header.isSetDictionary_page_header();
                    case INDEX_PAGE -> true;
                };
        if (!described || (isData() && values() < 0)) {
            throw new PageProblem(
                    "the header of the page at byte %,d is damaged; get the file again"
                            .formatted(position));
        }
    }

    boolean isData() {
        return header.getType() == PageType.DATA_PAGE || header.getType() == PageType.DATA_PAGE_V2;
    }

    boolean isDictionary() {
        return header.getType() == PageType.DICTIONARY_PAGE;
    }

    /// Where in the file reading goes on: after [#next] where the page's content begins.
    long position() {
        return position;
    }

    /// Whether this page carries a checksum.
    boolean hasChecksum() {
        return header.isSetCrc();
    }

    /// Bytes of the page, stored and unpacked, that loading it takes.
    long storedAndUnpacked() {
        return (long) header.getCompressed_page_size() + header.getUncompressed_page_size();
    }

    /// Values of a data page, missing ones included; entries of a dictionary page.
    int values() {
        return switch (header.getType()) {
            case DATA_PAGE -> header.getData_page_header().getNum_values();
            case DATA_PAGE_V2 -> header.getData_page_header_v2().getNum_values();
            case DICTIONARY_PAGE -> header.getDictionary_page_header().getNum_values();
            case INDEX_PAGE -> 0;
        };
    }

    Encoding encoding() {
        return switch (header.getType()) {
            case DATA_PAGE -> header.getData_page_header().getEncoding();
            case DATA_PAGE_V2 -> header.getData_page_header_v2().getEncoding();
            case DICTIONARY_PAGE -> header.getDictionary_page_header().getEncoding();
            case INDEX_PAGE -> Encoding.PLAIN;
        };
    }

    /// Whether more pages will be left out than read.
    void passOver(boolean headersOnly) {
        stored.passOver(headersOnly);
    }

    /// Leaves the content of the page out.
    void skip() {
        position += header.getCompressed_page_size();
    }

    /// Reads the content of the page.
    ///
    /// @param levels whether it begins with definition levels
    void load(boolean levels) {
        int length = header.getCompressed_page_size();
        int at = stored.fetch(position, length);
        verify(at, length);
        position += length;
        if (header.getType() == PageType.DATA_PAGE_V2) {
            loadV2(at, length);
            return;
        }
        unpack(at, length, header.getUncompressed_page_size(), codec);
        if (levels && isData()) {
            takeLevels(header.getData_page_header());
        }
    }

    private void verify(int at, int length) {
        if (!verify || !header.isSetCrc()) {
            return;
        }
        crc.reset();
        crc.update(stored.bytes(), at, length);
        if ((int) crc.getValue() != header.getCrc()) {
            throw new PageProblem(
                    "the page at byte %,d has checksum %08x where its header has %08x: its bytes were changed; get the file again"
                            .formatted(position, (int) crc.getValue(), header.getCrc()));
        }
    }

    /// Repetition and definition levels stand before the values and are never packed.
    private void loadV2(int at, int length) {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        int repetition = page.getRepetition_levels_byte_length();
        int definition = page.getDefinition_levels_byte_length();
        if (repetition < 0 || definition < 0 || (long) repetition + definition > length) {
            throw new PageProblem(
                    "the page before byte %,d is said to have %,d bytes of levels where it has %,d bytes in all; get the file again"
                            .formatted(position, (long) repetition + definition, length));
        }
        int levels = repetition + definition;
        boolean packed = !page.isSetIs_compressed() || page.isIs_compressed();
        unpack(
                at + levels,
                length - levels,
                header.getUncompressed_page_size() - levels,
                packed ? codec : CompressionCodec.UNCOMPRESSED);
        levelBytes = stored.bytes();
        levelsFrom = at + repetition;
        levelsTo = at + levels;
    }

    private void takeLevels(DataPageHeader page) {
        if (page.getDefinition_level_encoding() != Encoding.RLE) {
            throw new PageProblem(
                    "found definition levels in encoding %s, expected RLE; write the file again"
                            .formatted(page.getDefinition_level_encoding()));
        }
        int length = to - from < Integer.BYTES ? -1 : LittleEndian.intAt(bytes, from);
        if (length < 0 || length > to - from - Integer.BYTES) {
            throw new PageProblem(
                    "the page before byte %,d is said to have %,d bytes of levels where it has %,d bytes in all; get the file again"
                            .formatted(position, length, to - from));
        }
        levelBytes = bytes;
        levelsFrom = from + Integer.BYTES;
        levelsTo = levelsFrom + length;
        from = levelsTo;
    }

    /// Makes `bytes[from, to)` the unpacked form of what stands in the window.
    private void unpack(int at, int length, int expected, @Nullable CompressionCodec by) {
        if (by == CompressionCodec.UNCOMPRESSED) {
            checkLength(length, expected);
            bytes = stored.bytes();
            from = at;
            to = at + length;
            return;
        }
        Decompressor unpacker = Objects.requireNonNull(decompressor);
        if (expected < 0 || expected > unpacker.largest(length)) {
            throw wrongLength(length, expected);
        }
        bytes = unpacked;
        from = 0;
        to = 0;
        if (length == 0 && expected == 0) {
            return; // no value but missing ones: some writers pack nothing at all
        }
        // A small page may honestly become a large one, but it has to show that it does.
        int most = (int) Math.min(expected, 8L * length + (64 << 10));
        while (true) {
            int got = tryUnpack(unpacker, at, length, most);
            if (got >= 0) {
                checkLength(got, expected);
                bytes = unpacked;
                to = got;
                return;
            }
            if (most == expected) {
                throw wrongLength(length, expected);
            }
            most = (int) Math.min(expected, 8L * most);
        }
    }

    private int tryUnpack(Decompressor unpacker, int at, int length, int most) {
        if (unpacked.length < most + StoredPages.SLACK) {
            buffers.give(unpacked);
            unpacked = buffers.take(most + StoredPages.SLACK);
        }
        try {
            return unpacker.unpack(stored.bytes(), at, length, unpacked, most);
        } catch (IOException e) {
            throw new PageProblem(
                    "the page before byte %,d cannot be unpacked (%s); get the file again"
                            .formatted(position, e.getMessage()),
                    e);
        }
    }

    private void checkLength(int found, int expected) {
        if (found != expected) {
            throw new PageProblem(
                    "the page before byte %,d has %,d bytes where its header has %,d; get the file again"
                            .formatted(position, found, expected));
        }
    }

    private PageProblem wrongLength(int length, int expected) {
        return new PageProblem(
                "the page before byte %,d has %,d bytes that do not unpack to the %,d of its header; get the file again"
                        .formatted(position, length, expected));
    }

    private void closeDecompressor() {
        if (decompressor != null) {
            decompressor.close();
            decompressor = null;
            codec = null;
        }
    }

    @Override
    public void close() {
        closeDecompressor();
        stored.release();
        buffers.give(unpacked);
        unpacked = new byte[StoredPages.SLACK];
    }
}
