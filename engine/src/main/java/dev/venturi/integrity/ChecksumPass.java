package dev.venturi.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/// Reads a file once, from its beginning to its end, and adds up all its checksums.
public final class ChecksumPass {
    /// Where the pages of a row group lie, and its rows.
    public record Range(long rows, long from, long bytes) {}

    private final List<Range> ranges;

    /// Indexes of the ranges by where they begin.
    private final int[] order;

    private final CRC32C[] groups;
    private final CRC32C whole = new CRC32C();
    private final CRC32C block = new CRC32C();
    private int[] blocks;
    private int done;
    private long position;

    /// How many ranges in order end before the position, none left out.
    private int ended;

    /// @param bytes the file's size, about
    /// @param ranges of its row groups, in order
    private ChecksumPass(long bytes, List<Range> ranges) {
        this.ranges = ranges;
        this.order =
                IntStream.range(0, ranges.size())
                        .boxed()
                        .sorted(Comparator.comparingLong(g -> ranges.get(g).from))
                        .mapToInt(Integer::intValue)
                        .toArray();
        this.groups = new CRC32C[ranges.size()];
        Arrays.setAll(groups, _ -> new CRC32C());
        this.blocks = new int[(int) FileChecksums.blocksOf(bytes) + 1];
    }

    /// Told of every few bytes read.
    @FunctionalInterface
    public interface Progress {
        void read(int bytes);
    }

    /// The checksums of a file.
    ///
    /// @param stored its bytes, from the first
    /// @param ranges of its row groups; empty when it has none
    public static FileChecksums of(
            String name, InputStream stored, long size, List<Range> ranges, Progress progress)
            throws IOException {
        ChecksumPass pass = new ChecksumPass(size, List.copyOf(ranges));
        byte[] bytes = new byte[FileChecksums.BLOCK];
        int length = stored.readNBytes(bytes, 0, bytes.length);
        while (length > 0) {
            pass.add(bytes, length);
            progress.read(length);
            length = stored.readNBytes(bytes, 0, bytes.length);
        }
        return pass.checksums(name);
    }

    private void add(byte[] bytes, int length) {
        whole.update(bytes, 0, length);
        block.reset();
        block.update(bytes, 0, length);
        if (done == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * done);
        }
        blocks[done++] = (int) block.getValue();
        while (ended < order.length && end(ranges.get(order[ended])) <= position) {
            ended++;
        }
        for (int o = ended; o < order.length; o++) {
            Range range = ranges.get(order[o]);
            if (range.from >= position + length) {
                break;
            }
            int from = Math.clamp(range.from - position, 0, length);
            int to = Math.clamp(end(range) - position, 0, length);
            if (from < to) {
                groups[order[o]].update(bytes, from, to - from);
            }
        }
        position += length;
    }

    private static long end(Range range) {
        return range.from + range.bytes;
    }

    private FileChecksums checksums(String name) {
        List<FileChecksums.RowGroup> rowGroups = new ArrayList<>();
        for (int g = 0; g < groups.length; g++) {
            Range range = ranges.get(g);
            rowGroups.add(
                    new FileChecksums.RowGroup(
                            range.rows, range.from, range.bytes, (int) groups[g].getValue()));
        }
        return new FileChecksums(
                name, position, (int) whole.getValue(), rowGroups, Arrays.copyOf(blocks, done));
    }
}
