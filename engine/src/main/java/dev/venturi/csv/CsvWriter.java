package dev.venturi.csv;

import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Writes rows as CSV: a header, line feeds, numbers as [CsvFormat] has them, nothing for what is
/// missing, quotes where a text needs them.
public final class CsvWriter implements BatchSink {
    private static final int BUFFER = 1 << 16;

    private final AtomicOutput output;
    private final OutputStream stream;
    private final byte delimiter;
    private byte[] bytes = new byte[BUFFER];
    private int filled;

    private CsvWriter(AtomicOutput output, OutputStream stream, char delimiter) {
        this.output = output;
        this.stream = stream;
        this.delimiter = (byte) delimiter;
    }

    /// Opens an output and writes the header. Names that end in `.gz` are compressed; `.tsv` has
    /// tabs, anything else commas.
    ///
    /// @param target a path, or `-` for standard output
    /// @throws dev.venturi.table.UsageException when it exists and may not be replaced, when its
    ///   directory does not exist
    public static CsvWriter open(String target, List<String> names, boolean overwrite)
            throws IOException {
        boolean tabs = target.endsWith(".tsv") || target.endsWith(".tsv.gz");
        return open(target, names, overwrite, tabs ? '\t' : ',');
    }

    /// As above, with another delimiter.
    public static CsvWriter open(
            String target, List<String> names, boolean overwrite, char delimiter)
            throws IOException {
        return to(AtomicOutput.open(target, overwrite), names, delimiter, target.endsWith(".gz"));
    }

    /// Writes the header to an output opened before, which the writer commits or closes.
    ///
    /// @param gzip whether the text is compressed
    public static CsvWriter to(
            AtomicOutput output, List<String> names, char delimiter, boolean gzip)
            throws IOException {
        boolean begun = false;
        try {
            OutputStream stream =
                    gzip ? new GZIPOutputStream(output.stream(), BUFFER) : output.stream();
            CsvWriter writer = new CsvWriter(output, stream, delimiter);
            writer.header(names);
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                output.close();
            }
        }
    }

    private void header(List<String> names) throws IOException {
        for (int c = 0; c < names.size(); c++) {
            byte[] name = names.get(c).getBytes(StandardCharsets.UTF_8);
            text(name, 0, name.length);
            endField(c, names.size());
        }
    }

    @Override
    public void write(Batch batch) throws IOException {
        List<Column> columns = batch.columns();
        for (int row = 0; row < batch.rows(); row++) {
            int begin = filled;
            for (int c = 0; c < columns.size(); c++) {
                field(columns.get(c), row);
                if (columns.size() == 1 && filled == begin) {
                    text(new byte[] {}, 0, 0); // quotes: a blank line would be no row
                }
                endField(c, columns.size());
            }
            flushWhenFull();
        }
    }

    private void field(Column column, int row) throws IOException {
        reserve(CsvFormat.LONGEST_NUMBER);
        switch (column) {
            case Column.DoubleColumn doubles ->
                    filled = CsvFormat.putDouble(bytes, filled, doubles.values()[row]);
            case Column.LongColumn longs -> {
                boolean[] nulls = longs.nulls();
                if (nulls == null || !nulls[row]) {
                    filled = CsvFormat.putLong(bytes, filled, longs.values()[row]);
                }
            }
            case Column.TextColumn texts -> {
                int from = texts.offsets()[row];
                int to = texts.offsets()[row + 1];
                if (to > from) {
                    text(texts.bytes(), from, to);
                }
            }
        }
    }

    private void text(byte[] text, int from, int to) {
        reserve(2 * (to - from) + 2);
        if (!needsQuotes(text, from, to)) {
            System.arraycopy(text, from, bytes, filled, to - from);
            filled += to - from;
            return;
        }
        bytes[filled++] = '"';
        for (int i = from; i < to; i++) {
            if (text[i] == '"') {
                bytes[filled++] = '"';
            }
            bytes[filled++] = text[i];
        }
        bytes[filled++] = '"';
    }

    private boolean needsQuotes(byte[] text, int from, int to) {
        if (from == to || isBlank(text[from]) || isBlank(text[to - 1])) {
            return true;
        }
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == delimiter || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private void endField(int column, int columns) throws IOException {
        reserve(1);
        bytes[filled++] = column + 1 < columns ? delimiter : (byte) '\n';
    }

    private void reserve(int more) {
        if (bytes.length - filled < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + more));
        }
    }

    private void flushWhenFull() throws IOException {
        if (filled >= BUFFER / 2) {
            flush();
        }
    }

    private void flush() throws IOException {
        stream.write(bytes, 0, filled);
        filled = 0;
    }

    @Override
    public void commit() throws IOException {
        flush();
        if (stream instanceof GZIPOutputStream gzip) {
            gzip.finish();
        }
        output.commit();
    }

    @Override
    public void close() {
        output.close();
    }
}
