package dev.venturi.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// The bytes of one file from some position to its end, as the scanner sees them: unpacked, and in
/// the usual dialect.
abstract sealed class ByteSource implements Closeable {
    final InputFile file;

    private ByteSource(InputFile file) {
        this.file = file;
    }

    /// Reads up to `length` bytes; -1 at the end.
    abstract int read(byte[] into, int at, int length);

    /// Bytes of the file consumed so far, as stored.
    abstract long storedBytes();

    @Override
    public abstract void close();

    /// A plain file from a byte offset.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be opened, naming it
    static ByteSource range(InputFile file, long from) {
        return new Range(StoredBytes.open(file), from);
    }

    /// A file that can only be read from its beginning.
    static ByteSource stream(InputFile file, InputFormat format) {
        try {
            CountedInput stored = new CountedInput(file.openStream());
            return new Stream(file, stored, format.unpacked(file, stored));
        } catch (IOException e) {
            throw file.failed("read", e);
        }
    }

    /// Positioned reads; the end is where the file ended when it was first seen.
    private static final class Range extends ByteSource {
        private final StoredBytes bytes;
        private final long from;
        private long position;

        Range(StoredBytes bytes, long from) {
            super(bytes.file());
            this.bytes = bytes;
            this.from = from;
            this.position = from;
        }

        @Override
        int read(byte[] into, int at, int length) {
            int got = bytes.read(position, into, at, length);
            position += Math.max(0, got);
            return got;
        }

        @Override
        long storedBytes() {
            return position - from;
        }

        @Override
        public void close() {
            bytes.close();
        }
    }

    /// A decompressed or translated file.
    private static final class Stream extends ByteSource {
        private final CountedInput stored;
        private final InputStream content;

        Stream(InputFile file, CountedInput stored, InputStream content) {
            super(file);
            this.stored = stored;
            this.content = content;
        }

        @Override
        int read(byte[] into, int at, int length) {
            try {
                return content.read(into, at, length);
            } catch (ZipException e) {
                throw file.damaged(e);
            } catch (IOException e) {
                throw file.failed("read", e);
            }
        }

        @Override
        long storedBytes() {
            return stored.count();
        }

        @Override
        public void close() {
            try {
                content.close();
                stored.close();
            } catch (IOException e) {
                throw file.failed("close", e);
            }
        }
    }
}
