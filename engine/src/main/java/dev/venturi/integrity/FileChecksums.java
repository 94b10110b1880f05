package dev.venturi.integrity;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.List;
import java.util.zip.CRC32C;

/// What a manifest knows of one file: CRC32C (RFC 3720, Castagnoli's polynomial) of the whole, of
/// its row groups, and of each block of [#BLOCK] bytes.
///
/// The blocks are what readers verify, before they use a byte of one: every byte that is read, as
/// often as it is read, without reading what is not asked for. The other two are for people and
/// other tools.
///
/// @param name path from the manifest's directory, with `/` between its parts
/// @param bytes size of the file
/// @param crc of all bytes
/// @param rowGroups of a Parquet file, in order; empty for others
/// @param blocks CRCs of the blocks in order, the last one shorter; owned by the record
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileChecksums(
        String name, long bytes, int crc, List<RowGroup> rowGroups, int[] blocks) {
    /// Bytes of a block: small, so that reading a page of a few columns does not read much else.
    public static final int BLOCK = 1 << 16;

    /// A row group of a Parquet file.
    ///
    /// @param rows rows of it
    /// @param from where its first page begins
    /// @param bytes from there to the end of its last
    /// @param crc of these bytes
    public record RowGroup(long rows, long from, long bytes, int crc) {}

    public FileChecksums {
        rowGroups = List.copyOf(rowGroups);
        if (bytes < 0 || blocks.length != blocksOf(bytes)) {
            throw new IllegalArgumentException(
                    "%s: %d checksums for %d bytes".formatted(name, blocks.length, bytes));
        }
    }

    /// Blocks of a file of some size.
    static long blocksOf(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK;
    }

    /// Holds a block against its checksum.
    ///
    /// @param file how messages call the file
    /// @param block its number, from 0
    /// @param content the whole block, from the beginning of the array
    /// @throws MalformedDataException when it differs, naming file, row group, expected and found
    public void verify(String file, long block, byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, length);
        int found = (int) crc.getValue();
        int expected = blocks[(int) block];
        if (found != expected) {
            long from = block * BLOCK;
            throw new MalformedDataException(
                    new Position(file, rowGroupOf(from, from + length), 0, null),
                    "expected CRC32C %08x for bytes %,d to %,d as in the manifest, found %08x: the file is damaged, or was written to since; get it again"
                            .formatted(expected, from, from + length - 1, found));
        }
    }

    /// The row group that has bytes of a range; -1 for none.
    private int rowGroupOf(long from, long to) {
        for (int g = 0; g < rowGroups.size(); g++) {
            RowGroup group = rowGroups.get(g);
            if (group.from < to && from < group.from + group.bytes) {
                return g;
            }
        }
        return -1;
    }
}
