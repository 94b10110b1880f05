package dev.venturi.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/// A file in an odd dialect as the same rows in the usual one: commas, double quotes, one line feed
/// behind each row.
///
/// FastCSV reads it: other quote characters, comments and delimiters of several characters are rare
/// enough that its speed is enough, and right without code of our own. Positions behind this stream
/// are those of the translated bytes; [#lineAt] finds the line they came from.
final class OddDialectInput extends InputStream {
    private final InputFile file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private byte[] row = new byte[4096];
    private int at;
    private int limit;
    private long line = 1;
    private long rowBegin;

    OddDialectInput(InputFile file, InputStream content, Dialect dialect) throws IOException {
        this.file = file;
        var builder =
                CsvReader.builder()
                        .fieldSeparator(dialect.delimiter())
                        .quoteCharacter(dialect.quote())
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(RowScanner.LONGEST_ROW);
        if (dialect.comment() != null) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(dialect.comment());
        }
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        reader = builder.ofCsvRecord(new InputStreamReader(withoutMark(content), decoder));
        records = reader.iterator();
    }

    @Override
    public int read() throws IOException {
        return at < limit || nextRow() ? row[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (at == limit && !nextRow()) {
            return -1;
        }
        int copied = Math.min(length, limit - at);
        System.arraycopy(row, at, into, from, copied);
        at += copied;
        return copied;
    }

    /// The physical line on which the row begins that holds this byte of the translation.
    long lineAt(long position) throws IOException {
        while (rowBegin + limit <= position && nextRow()) {}
        return line;
    }

    private boolean nextRow() throws IOException {
        rowBegin += limit;
        at = 0;
        limit = 0;
        CsvRecord next = nextRecord();
        if (next == null) {
            return false;
        }
        line = next.getStartingLineNumber();
        int fields = next.getFieldCount();
        for (int f = 0; f < fields; f++) {
            if (f > 0) {
                put((byte) ',');
            }
            append(next.getField(f), fields == 1);
        }
        put((byte) '\n');
        return true;
    }

    private @org.jspecify.annotations.Nullable CsvRecord nextRecord() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CharacterCodingException) {
                    throw new MalformedDataException(
                            new Position(file.name(), line, null),
                            "at or behind this row: expected UTF-8 text; convert it, for example"
                                    + " with: iconv -f LATIN1 -t UTF-8",
                            e);
                }
            }
            throw e.getCause();
        }
    }

    private MalformedDataException unreadable(CsvParseException e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return new MalformedDataException(
                new Position(file.name(), line, null),
                "at or behind this row: %s".formatted(reason.getMessage()),
                e);
    }

    private void append(String field, boolean alone) {
        boolean quoted = alone && field.isBlank();
        for (int i = 0; i < field.length() && !quoted; i++) {
            char c = field.charAt(i);
            quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        byte[] text = field.getBytes(StandardCharsets.UTF_8);
        if (quoted) {
            put((byte) '"');
        }
        for (byte b : text) {
            if (b == '"') {
                put((byte) '"');
            }
            put(b);
        }
        if (quoted) {
            put((byte) '"');
        }
    }

    private void put(byte b) {
        if (limit == row.length) {
            row = java.util.Arrays.copyOf(row, limit * 2);
        }
        row[limit++] = b;
    }

    private static InputStream withoutMark(InputStream content) throws IOException {
        PushbackInputStream pushed = new PushbackInputStream(content, 3);
        byte[] first = pushed.readNBytes(3);
        boolean mark =
                first.length == 3
                        && first[0] == (byte) 0xEF
                        && first[1] == (byte) 0xBB
                        && first[2] == (byte) 0xBF;
        if (!mark) {
            pushed.unread(first);
        }
        return pushed;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
