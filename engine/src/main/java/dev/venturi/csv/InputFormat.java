package dev.venturi.csv;

import java.io.IOException;
import java.io.InputStream;

/// What lies between the stored bytes of a file and the bytes the scanner reads.
///
/// @param gzip whether the file is compressed, known from its first bytes
/// @param dialect how it is written
/// @param chunk bytes of content that are held at a time
record InputFormat(boolean gzip, Dialect dialect, int chunk) {
    /// Bytes of a chunk: it and what is made of it stay in the second-level cache.
    static final int CHUNK = 1 << 18;

    /// Whether it can be read from any byte on.
    boolean isPlain() {
        return !gzip && !dialect.isOdd();
    }

    /// The stream the scanner reads.
    InputStream unpacked(InputFile file, InputStream stored) throws IOException {
        InputStream content = gzip ? new GzipInput(stored) : stored;
        return dialect.isOdd() ? new OddDialectInput(file, content, dialect) : content;
    }

    /// Opens a file at a byte of the content; streams are read from their beginning up to there.
    ByteSource open(InputFile file, long from) {
        if (isPlain()) {
            return ByteSource.range(file, from);
        }
        ByteSource source = ByteSource.stream(file, this);
        byte[] skipped = new byte[1 << 16];
        for (long left = from; left > 0; ) {
            int got = source.read(skipped, 0, (int) Math.min(left, skipped.length));
            if (got < 0) {
                break;
            }
            left -= got;
        }
        return source;
    }

    /// The rows of a file in an odd dialect, from its beginning.
    OddDialectInput odd(InputFile file) throws IOException {
        InputStream stored = file.openStream();
        try {
            return new OddDialectInput(file, gzip ? new GzipInput(stored) : stored, dialect);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /// The physical line, from 1, on which a byte of the content lies; in an odd dialect that on
    /// which its row begins. Reads the file up to there.
    long lineAt(InputFile file, long position) throws IOException {
        if (dialect.isOdd()) {
            try (OddDialectInput rows = odd(file)) {
                return rows.lineAt(position);
            }
        }
        long line = 1;
        byte[] chunk = new byte[1 << 16];
        try (ByteSource source = open(file, 0)) {
            for (long left = position; left > 0; ) {
                int got = source.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (got < 0) {
                    break;
                }
                for (int i = 0; i < got; i++) {
                    line += chunk[i] == '\n' ? 1 : 0;
                }
                left -= got;
            }
        }
        return line;
    }
}
