package dev.venturi.parquet;

import dev.venturi.csv.InputFile;
import dev.venturi.csv.StoredBytes;
import java.io.Closeable;

/// The bytes of one file, read by position.
final class FileBytes implements Closeable {
    private final StoredBytes bytes;

    private FileBytes(StoredBytes bytes) {
        this.bytes = bytes;
    }

    /// Opens a file that is still the one that was found when the input was expanded.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be opened, naming it
    /// @throws dev.venturi.table.MalformedDataException when it was written to or replaced
    static FileBytes open(InputFile file) {
        return new FileBytes(StoredBytes.open(file));
    }

    InputFile file() {
        return bytes.file();
    }

    /// Reads `length` bytes from a position of the file; all of them are known to be there.
    void read(long position, byte[] into, int at, int length) {
        for (int got = 0; got < length; ) {
            int more = bytes.read(position + got, into, at + got, length - got);
            if (more < 0) {
                throw file().changed("it ends at %,d".formatted(position + got));
            }
            got += more;
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
