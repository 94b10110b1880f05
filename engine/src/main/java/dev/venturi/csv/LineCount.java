package dev.venturi.csv;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The lines on which rows of one file begin, asked for in their order: reads the file once more,
/// no further than the last row that was asked for.
final class LineCount implements Closeable {
    private final InputFile file;
    private final InputFormat format;
    private final byte[] chunk = new byte[1 << 16];
    private @Nullable ByteSource source;
    private @Nullable OddDialectInput odd;
    private int at;
    private int filled;
    private long position;
    private long line = 1;

    LineCount(CsvFile of) {
        this.file = of.file();
        this.format = of.format();
    }

    /// The line, from 1, of a byte of the content, no less than any asked for before.
    long lineAt(long wanted) throws IOException {
        if (format.dialect().isOdd()) {
            OddDialectInput rows = odd == null ? openOdd() : odd;
            return rows.lineAt(wanted);
        }
        ByteSource bytes = source == null ? format.open(file, 0) : source;
        source = bytes;
        while (position < wanted) {
            if (at == filled) {
                at = 0;
                filled = Math.max(0, bytes.read(chunk, 0, chunk.length));
                if (filled == 0) {
                    break;
                }
            }
            int end = (int) Math.min(filled, at + (wanted - position));
            for (int i = at; i < end; i++) {
                line += chunk[i] == '\n' ? 1 : 0;
            }
            position += end - at;
            at = end;
        }
        return line;
    }

    private OddDialectInput openOdd() throws IOException {
        OddDialectInput opened = format.odd(file);
        odd = opened;
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
        if (odd != null) {
            odd.close();
        }
    }
}
