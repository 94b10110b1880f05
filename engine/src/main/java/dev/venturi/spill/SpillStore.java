package dev.venturi.spill;

import dev.venturi.table.Internal;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes written once and read at any place: held in memory up to a limit, beyond it in a temporary
/// file, which exists only from then on. Thread-safe; each [Writer] belongs to one thread.
///
/// An address is the number of an extent and an offset in it, so that what is in memory and what is
/// in the file are read alike.
@Internal
public final class SpillStore implements Closeable {
    private static final int EXTENT = 1 << 20;
    private static final int OFFSET_BITS = 32;

    /// @param bytes the content, or null when it lies in the file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Extent(byte @Nullable [] bytes, long position) {}

    private final SpillPlace place;
    private final long memory;
    private final String cure;
    private final List<Extent> extents = new ArrayList<>();
    private @Nullable SpillDirectory directory;
    private @Nullable FileChannel file;
    private @Nullable Path path;
    private long inMemory;
    private long inFile;

    /// @param memory bytes that are kept in memory before the file is begun
    public SpillStore(SpillPlace place, long memory) {
        this(place, memory, "raise it, or sort the input by its key");
    }

    /// @param memory bytes that are kept in memory before the file is begun
    /// @param cure what to do when the limit of the place is too low, for people
    public SpillStore(SpillPlace place, long memory, String cure) {
        this.place = place;
        this.memory = memory;
        this.cure = cure;
    }

    /// Refuses, before anything is written, what will not fit where it would have to go.
    ///
    /// @param expected bytes that will be written in all
    public void requireRoom(long expected) {
        long onDisk = expected - memory;
        Path parent = place.directory();
        if (onDisk <= 0 || parent == null) {
            return; // it fits in memory; or there is no directory, which is said when it is needed
        }
        if (onDisk > place.limit()) {
            throw refused(
                    "about %,d MB of temporary files are needed, more than the %,d MB of --temp-limit; %s"
                            .formatted(onDisk >> 20, place.limit() >> 20, cure));
        }
        SpillDirectory.usableBytes(parent)
                .filter(usable -> usable < onDisk)
                .ifPresent(usable -> {
                    throw refused(
                            "%s: about %,d MB of temporary files are needed and %,d MB are free there; name another directory with --temp-dir, or sort the input by its key"
                                    .formatted(parent, onDisk >> 20, usable >> 20));
                });
    }

    /// Bytes written to disk so far.
    public synchronized long bytesOnDisk() {
        return inFile;
    }

    /// A writer of its own for a thread.
    public Writer writer() {
        return new Writer();
    }

    /// Gathers what one thread writes.
    public final class Writer {
        private byte[] gathered = new byte[0];
        private int used;
        private int extent = -1;

        /// Appends bytes and says where they are found again, once [#flush]ed.
        public long append(byte[] bytes, int length) {
            if (length > EXTENT) {
                int own = reserve();
                store(own, bytes, length);
                return address(own, 0);
            }
            if (extent < 0 || used + length > EXTENT) {
                flush();
                extent = reserve();
            }
            if (used + length > gathered.length) {
                byte[] larger = new byte[Math.clamp(2L * (used + length), 1 << 16, EXTENT)];
                System.arraycopy(gathered, 0, larger, 0, used);
                gathered = larger;
            }
            System.arraycopy(bytes, 0, gathered, used, length);
            long address = address(extent, used);
            used += length;
            return address;
        }

        /// Hands over what was gathered; before it nothing can be read.
        public void flush() {
            if (extent >= 0) {
                store(extent, gathered, used);
                extent = -1;
                used = 0;
            }
        }
    }

    private static long address(int extent, int offset) {
        return ((long) extent << OFFSET_BITS) | offset;
    }

    private synchronized int reserve() {
        extents.add(new Extent(new byte[0], 0));
        return extents.size() - 1;
    }

    private void store(int extent, byte[] bytes, int length) {
        long position;
        FileChannel channel;
        synchronized (this) {
            if (inMemory + length <= memory) {
                inMemory += length;
                byte[] copy = new byte[length];
                System.arraycopy(bytes, 0, copy, 0, length);
                extents.set(extent, new Extent(copy, 0));
                return;
            }
            channel = file();
            position = inFile;
            inFile += length;
            if (inFile > place.limit()) {
                throw refused(
                        "%s: more than %,d MB of temporary files are needed, the limit of --temp-limit; %s"
                                .formatted(place.directory(), place.limit() >> 20, cure));
            }
            extents.set(extent, new Extent(null, position));
        }
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
            while (left.hasRemaining()) {
                position += channel.write(left, position);
            }
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    private FileChannel file() {
        FileChannel channel = file;
        if (channel != null) {
            return channel;
        }
        Path parent = place.directory();
        if (parent == null) {
            throw refused(
                    "temporary files are needed, and no directory was found that is on a disk and can be written; name one with --temp-dir");
        }
        directory = SpillDirectory.in(parent);
        path = directory.path().resolve("rows");
        try {
            channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed("create", e);
        }
        file = channel;
        return channel;
    }

    /// Reads bytes at an address that [Writer#append] gave.
    public void read(long address, byte[] into, int length) {
        int offset = (int) address;
        Extent extent;
        FileChannel channel;
        synchronized (this) {
            extent = extents.get((int) (address >>> OFFSET_BITS));
            channel = file;
        }
        byte[] held = extent.bytes();
        if (held != null) {
            System.arraycopy(held, offset, into, 0, length);
            return;
        }
        if (channel == null) {
            throw new IllegalStateException("nothing was written to a file");
        }
        try {
            ByteBuffer left = ByteBuffer.wrap(into, 0, length);
            long position = extent.position() + offset;
            while (left.hasRemaining()) {
                int got = channel.read(left, position);
                if (got < 0) {
                    throw new IOException("it ends at byte " + position);
                }
                position += got;
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /// The failure of a reader that found other bytes than were written.
    ///
    /// @param found what it found, for people
    public UncheckedIOException damaged(String found) {
        return refused(
                "%s: the temporary file is damaged: %s; check the disk, or name another directory with --temp-dir"
                        .formatted(path, found));
    }

    private static UncheckedIOException refused(String message) {
        return new UncheckedIOException(message, new IOException(message));
    }

    private UncheckedIOException failed(String operation, IOException cause) {
        return new UncheckedIOException(
                "%s: cannot %s the temporary file: %s; name another directory with --temp-dir"
                        .formatted(path, operation, cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw failed("close", e);
        } finally {
            if (directory != null) {
                directory.close();
            }
        }
    }
}
