package dev.venturi.csv;

import dev.venturi.kernel.FieldKernels;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the rows of a piece of a file, some hundred at a time, without looking into the fields.
///
/// Field c of the r-th row that is ready is `bytes[at[first + r * fields + c] + 1 .. at[first + r *
/// fields + c + 1])`, quotes included; the last field may end with a carriage return. Blank lines
/// are skipped. Holds one chunk of the file, more only where a single row is longer.
final class RowScanner implements Closeable {
    /// Bytes a row may have.
    static final int LONGEST_ROW = 256 << 20;

    /// Bytes a row may have until its quotes are closed, where rows are left out: of a quote too
    /// many no more than this is held in memory before reading goes on behind its line.
    static final int LONGEST_QUOTED = 16 << 20;

    /// Bytes behind the end of a split that a guessed row may go on inside quotes.
    private static final int GUESS_SLACK = 1 << 20;

    /// Bytes that are indexed at a time: they and their separators stay in the first-level cache.
    private static final int WINDOW = 1 << 14;

    /// Readable bytes before the first row and behind the last.
    private static final int MARGIN = FieldKernels.MARGIN;

    private static final int BEYOND = 1 << 16;

    /// Bytes of what is wrong that messages show.
    private static final int CLIPPED = 20;

    private final InputFormat format;
    private final FieldKernels kernels;
    private final ByteSource source;
    private final SeparatorIndex index;
    private final int fields;
    private final long to;
    private final boolean exact;
    private final @Nullable BadRows bad;
    private final long begin;

    byte[] bytes;

    /// File position of `bytes[0]`.
    private long base;

    /// Bytes up to here are filled, ...
    private int filled = MARGIN;

    /// ... up to here indexed.
    private int indexed = MARGIN;

    private int row;
    private boolean exhausted;
    private boolean ended;
    private long end = -1;

    /// The separators, see [SeparatorIndex#at].
    int[] at = {};

    /// Index into [#at] of the separator before the first row that is ready.
    int first;

    /// @param fields fields of a row; 0: any number, and rows are ready one by one
    /// @param from where to begin; if not exact, at the first line that begins there or later
    /// @param to rows that begin there or later are left
    /// @param bad what is told of rows that are none; null: the first one ends reading
    RowScanner(
            InputFile file,
            InputFormat format,
            FieldKernels kernels,
            int fields,
            long from,
            long to,
            boolean exact,
            @Nullable BadRows bad) {
        this.format = format;
        this.kernels = kernels;
        this.fields = fields;
        this.to = Math.min(to, Long.MAX_VALUE / 2); // so that to - base does not overflow
        this.exact = exact;
        this.bad = bad;
        this.index = new SeparatorIndex(format.dialect().separator(), kernels);
        long opened = exact ? from : from - 1;
        long expected = format.isPlain() ? Math.min(this.to, file.size()) - opened : this.to;
        long chunk = Math.min(format.chunk(), Math.max(expected, BEYOND / 16));
        this.bytes = new byte[(int) chunk + 2 * MARGIN];
        this.source = format.open(file, opened);
        this.base = opened - MARGIN;
        boolean begun = false;
        try {
            index.begin(exact ? MARGIN : firstLine());
            this.begin = position(index.at[0] + 1);
            begun = true;
        } finally {
            if (!begun) {
                source.close();
            }
        }
    }

    /// Position of the first row; where `from` was not exact, a guess.
    long begin() {
        return begin;
    }

    /// Position behind the last row, once [#next] has returned 0; see
    /// [dev.venturi.table.SplitReader#end].
    long end() {
        return end;
    }

    long storedBytes() {
        return source.storedBytes();
    }

    /// The file position of a byte in [#bytes].
    long position(int inBuffer) {
        return base + inBuffer;
    }

    /// What the fields are read with.
    FieldKernels kernels() {
        return kernels;
    }

    /// Separators between one row and the next.
    int fields() {
        return fields;
    }

    /// Makes rows ready.
    ///
    /// @param most rows that are wanted, at least 1
    /// @return how many there are, 0 at the end
    /// @throws MalformedDataException for a row with another number of fields, a quote that is
    ///   never closed or followed by text, a row that is too long
    int next(int most) {
        while (!ended) {
            if (row < index.rows) {
                int ready = regular(most);
                if (ready > 0) {
                    return ready;
                }
                int last = index.rowEnd[row];
                if (index.at[first] + 1 >= to - base) {
                    finish();
                } else if (isBlank(first, last)) {
                    row++;
                } else {
                    leaveOutRagged(first, last);
                    row++;
                }
            } else {
                index.restart();
                row = 0;
                advance();
            }
        }
        return 0;
    }

    /// Has done with some of the rows that were ready.
    void take(int rows) {
        row += rows;
    }

    /// Fields of the first row that is ready.
    int fieldsOfRow() {
        return index.rowEnd[row] - first;
    }

    private int regular(int most) {
        int[] ends = index.rowEnd;
        int[] separators = index.at;
        at = separators;
        first = row == 0 ? 0 : ends[row - 1];
        if (fields == 0) {
            boolean wanted = separators[first] + 1 < to - base && !isBlank(first, ends[row]);
            return wanted ? 1 : 0;
        }
        int limit = Math.min(index.rows - row, most);
        long stop = to - base;
        int before = first;
        int ready = 0;
        while (ready < limit) {
            int last = ends[row + ready];
            if (last - before != fields
                    || separators[before] + 1 >= stop
                    || (fields == 1 && isBlank(before, last))) {
                break;
            }
            before = last;
            ready++;
        }
        return ready;
    }

    /// Whether a line holds nothing; blanks alone count as nothing unless they are the only field
    /// of a table.
    private boolean isBlank(int before, int last) {
        if (last - before != 1) {
            return false;
        }
        for (int i = index.at[before] + 1; i < index.at[last]; i++) {
            byte b = bytes[i];
            boolean lineEnd = b == '\r' && i == index.at[last] - 1;
            if (!lineEnd && (fields == 1 || (b != ' ' && b != '\t' && b != '\r'))) {
                return false;
            }
        }
        return true;
    }

    /// Gets more of the file indexed, or ends.
    private void advance() {
        int begins = index.at[0] + 1;
        if (begins >= to - base) {
            finish();
        } else if (index.malformedAt >= 0) {
            leaveOutMalformed();
        } else if (bad != null
                && index.isInsideQuotes()
                && (long) indexed - begins >= LONGEST_QUOTED) {
            leaveOutLine(
                    position(index.quoteAt),
                    "a quote is opened here and not closed within %d MiB"
                            .formatted(LONGEST_QUOTED >> 20));
        } else if (indexed < filled) {
            int upTo = Math.min(filled, indexed + WINDOW);
            if (bad != null && index.isInsideQuotes()) {
                upTo = Math.min(upTo, begins + LONGEST_QUOTED);
            }
            index.add(bytes, indexed, upTo);
            indexed = upTo;
        } else if (!exact && index.isInsideQuotes() && position(indexed) > to + GUESS_SLACK) {
            end = position(begins); // this may be the inside of quotes: not to the end of the file
            ended = true;
        } else if (!exhausted) {
            fill();
        } else if (index.isInsideQuotes()) {
            leaveOutLine(position(index.quoteAt), "a quote is opened here and never closed");
        } else if (begins < filled) {
            index.endAt(filled);
        } else {
            finish();
        }
    }

    private void finish() {
        int next = index.at[row == 0 ? 0 : index.rowEnd[row - 1]] + 1;
        end = position(Math.min(next, filled));
        ended = true;
        source.file.checkUnchanged();
    }

    private int firstLine() {
        while (true) {
            fill();
            for (int i = MARGIN; i < filled; i++) {
                if (bytes[i] == '\n') {
                    indexed = i + 1;
                    return i + 1;
                }
            }
            if (exhausted) {
                indexed = filled;
                return filled;
            }
            base += filled - MARGIN;
            filled = MARGIN;
        }
    }

    /// Moves the row that has begun to the front and reads more behind it.
    private void fill() {
        int begins = index.count == 0 ? MARGIN : index.at[0] + 1;
        if (begins > MARGIN) {
            int moved = begins - MARGIN;
            System.arraycopy(bytes, begins, bytes, MARGIN, filled - begins);
            index.shift(-moved);
            base += moved;
            filled -= moved;
            indexed -= moved;
        }
        int room = bytes.length - MARGIN - filled;
        if (room == 0) {
            if (filled - MARGIN >= LONGEST_ROW) {
                throw problem(
                        MARGIN,
                        null,
                        "a row that begins here has more than %d MiB; is a quote missing?"
                                .formatted(LONGEST_ROW >> 20));
            }
            bytes = Arrays.copyOf(bytes, filled + (filled - MARGIN) + MARGIN);
            room = bytes.length - MARGIN - filled;
        }
        long left = to - position(filled);
        int got = source.read(bytes, filled, (int) Math.min(room, left > 0 ? left : BEYOND));
        if (got < 0) {
            exhausted = true;
        } else {
            filled += got;
        }
    }

    private void leaveOutRagged(int before, int last) {
        int found = last - before;
        int begins = index.at[before] + 1;
        String reason =
                "expected %d field%s, found %d".formatted(fields, fields == 1 ? "" : "s", found);
        if (bad == null) {
            throw problem(begins, null, reason);
        }
        bad.leaveOut(this, begins, lineEnd(begins, index.at[last]), begins, null, reason);
    }

    private void leaveOutMalformed() {
        long quote = position(index.quoteAt);
        long at = position(index.malformedAt);
        while (bad != null && !exhausted && filled < at - base + CLIPPED) {
            fill(); // so that the message does not depend on what happens to be in the buffer
        }
        int from = (int) (at - base);
        leaveOutLine(
                quote,
                "expected a delimiter behind the closing quote, found %s; a quote inside a quoted"
                                .formatted(
                                        FieldText.clipped(
                                                bytes, from, Math.min(filled, from + CLIPPED)))
                        + " field is written \"\"");
    }

    /// Gives up the row that has begun, whose quotes are broken. It may have swallowed rows that
    /// are in order; so it counts as the line on which it begins, and the next row begins behind
    /// that line's feed, whatever quotes there are.
    private void leaveOutLine(long fault, String reason) {
        if (bad == null) {
            throw problem((int) (fault - base), null, reason);
        }
        int feed = lineFeed();
        while (feed < 0 && !exhausted) {
            fill();
            feed = lineFeed();
        }
        int begins = index.at[0] + 1;
        int end = feed < 0 ? filled : feed;
        bad.leaveOut(this, begins, lineEnd(begins, end), begins, null, reason);
        indexed = feed < 0 ? filled : feed + 1;
        index.begin(indexed);
    }

    /// The first line feed of the row that has begun; -1: none is in the buffer.
    private int lineFeed() {
        for (int i = index.at[0] + 1; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int lineEnd(int from, int to) {
        return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    /// An error at a byte of the buffer: finds the line.
    MalformedDataException problem(int inBuffer, @Nullable String column, String message) {
        try {
            long line = format.lineAt(source.file, position(inBuffer));
            return new MalformedDataException(
                    new Position(source.file.name(), line, column), message);
        } catch (IOException e) {
            throw source.file.failed("read", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
