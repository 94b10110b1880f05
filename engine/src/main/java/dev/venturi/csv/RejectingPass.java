package dev.venturi.csv;

import dev.venturi.table.Position;
import dev.venturi.table.Utf8;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One reading of a table from its first row to its last, without the rows that are none: tells of
/// each where it is met.
final class RejectingPass implements BadRows, Closeable {
    /// Bytes of a row that are told.
    static final int LONGEST = 1 << 20;

    private final LeftOut leftOut;
    private NavigableMap<Long, LeftOut.Fault> known = new TreeMap<>();
    private long nextKnown = Long.MAX_VALUE;
    private @Nullable LineCount lines;
    private boolean odd;
    private String name = "";
    private int file = -1;
    private long kept;

    RejectingPass(LeftOut leftOut) {
        this.leftOut = leftOut;
        try {
            leftOut.rejects.begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next file begins.
    void begin(int index, CsvFile opened) {
        close();
        file = index;
        name = opened.file().name();
        odd = opened.format().dialect().isOdd();
        lines = new LineCount(opened);
        known = leftOut.of(index);
        nextKnown = known.isEmpty() ? Long.MAX_VALUE : known.firstKey();
    }

    /// Whether a row was left out by an earlier pass, and so is by this one.
    ///
    /// @param from buffer position of its first byte
    /// @param to behind its last
    boolean isLeftOut(RowScanner scanner, int from, int to) {
        long position = scanner.position(from);
        if (position < nextKnown) {
            return false;
        }
        LeftOut.Fault fault = known.get(position);
        Long next = known.higherKey(position);
        nextKnown = next == null ? Long.MAX_VALUE : next;
        if (fault == null) {
            return false;
        }
        leaveOut(scanner, from, to, from + fault.fault(), fault.column(), fault.reason());
        return true;
    }

    /// Leaves a row out for one of its values.
    ///
    /// @return false when the types are other ones without it, so that reading must begin again
    boolean leaveOutNow(
            RowScanner scanner, int from, int to, int at, String column, String reason) {
        leaveOut(scanner, from, to, at, column, reason);
        return leftOut.add(
                file, scanner.position(from), new LeftOut.Fault(at - from, column, reason));
    }

    /// A row asks for another type.
    void asks(RowScanner scanner, int from) {
        leftOut.asks(file, scanner.position(from));
    }

    /// Some rows could be read.
    void keep(int rows) {
        kept += rows;
    }

    /// The last file has been read.
    void end() {
        try {
            leftOut.rejects.end(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void leaveOut(
            RowScanner scanner,
            int from,
            int to,
            int fault,
            @Nullable String column,
            String reason) {
        try {
            long line = java.util.Objects.requireNonNull(lines).lineAt(scanner.position(from));
            for (int i = from; i < fault && !odd; i++) {
                line += scanner.bytes[i] == '\n' ? 1 : 0;
            }
            leftOut.rejects.reject(
                    new Position(name, line, column), reason, text(scanner.bytes, from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A row as text, and bytes that are none as `\xE9`.
    private static String text(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + LONGEST);
        String cut = end < to ? "..." : "";
        if (Utf8.isValid(bytes, from, end)) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8) + cut;
        }
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, end - from);
        CharBuffer out = CharBuffer.allocate(4 * (end - from));
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put("\\x%02X".formatted(in.get()));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip() + cut;
    }

    @Override
    public void close() {
        if (lines != null) {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lines = null;
            }
        }
    }
}
