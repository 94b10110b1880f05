package dev.venturi.csv;

import dev.venturi.integrity.FileChecksums;
import dev.venturi.table.Internal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The bytes of one file as they are stored, read by position: the one place where input is read.
///
/// Where the file has checksums, whole blocks are read and verified, and nothing else is handed
/// out. That the file is the one found first is checked when it is opened and when it is closed.
/// Not thread-safe.
@Internal
public final class StoredBytes implements Closeable {
    private final InputFile file;
    private final FileChannel channel;
    private final @Nullable FileChecksums checksums;
    private final byte[] block;
    private long blockFrom;
    private int blockBytes;

    private StoredBytes(InputFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.checksums = file.checksums();
        this.block = new byte[checksums == null ? 0 : FileChecksums.BLOCK];
    }

    /// Opens a file that is still the one that was found when the input was expanded.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be opened, naming it
    /// @throws dev.venturi.table.MalformedDataException when it was written to or replaced
    public static StoredBytes open(InputFile file) {
        try {
            FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
            StoredBytes bytes = new StoredBytes(file, channel);
            try {
                file.checkUnchanged(); // now that it is open: what is read is what was looked at
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
            return bytes;
        } catch (IOException e) {
            throw file.failed("read", e);
        }
    }

    public InputFile file() {
        return file;
    }

    /// Reads some bytes, at least one.
    ///
    /// @return how many; -1 at the end of the file as it was when it was found
    /// @throws dev.venturi.table.MalformedDataException when the file has become shorter, or its
    ///   bytes are not those of its checksums
    public int read(long position, byte[] into, int at, int length) {
        long left = file.size() - position;
        if (left <= 0 || length == 0) {
            return left <= 0 ? -1 : 0;
        }
        int wanted = (int) Math.min(length, left);
        if (checksums == null) {
            return readStored(position, into, at, wanted);
        }
        if (position < blockFrom || position >= blockFrom + blockBytes) {
            readBlock(checksums, position / FileChecksums.BLOCK);
        }
        int from = (int) (position - blockFrom);
        int got = Math.min(wanted, blockBytes - from);
        System.arraycopy(block, from, into, at, got);
        return got;
    }

    private void readBlock(FileChecksums expected, long number) {
        long from = number * FileChecksums.BLOCK;
        int length = (int) Math.min(FileChecksums.BLOCK, file.size() - from);
        blockBytes = 0;
        for (int got = 0; got < length; ) {
            got += readStored(from + got, block, got, length - got);
        }
        expected.verify(file.name(), number, block, length);
        blockFrom = from;
        blockBytes = length;
    }

    private int readStored(long position, byte[] into, int at, int length) {
        try {
            int got = channel.read(ByteBuffer.wrap(into, at, length), position);
            if (got <= 0) {
                throw file.changed(
                        "it had %,d bytes and ends at %,d".formatted(file.size(), position));
            }
            return got;
        } catch (IOException e) {
            throw file.failed("read", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw file.failed("close", e);
        }
        file.checkUnchanged();
    }
}
