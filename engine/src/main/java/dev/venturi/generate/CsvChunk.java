package dev.venturi.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows of a range of places as CSV text. Not thread-safe; a worker reuses its own.
final class CsvChunk {
    /// Two numbers of ten digits and six texts, each with its separator.
    private static final int LONGEST_ROW = 2 * 11 + 6 * 7;

    private final RowBlock block;
    private final long[][] texts;
    private final long comma = CsvText.pack(new byte[] {','});
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private long rows;

    CsvChunk(PatientVitals table, Vital[] vitals) {
        this.block = new RowBlock(table, vitals);
        this.texts = new long[vitals.length][];
        for (int c = 0; c < vitals.length; c++) {
            texts[c] = vitals[c].packedTexts(c + 1 < vitals.length ? ',' : '\n');
        }
    }

    /// The first line of the file.
    static byte[] header(Vital[] vitals) {
        StringBuilder line = new StringBuilder("patient_id,day");
        for (Vital vital : vitals) {
            line.append(',').append(vital.name());
        }
        return line.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Replaces the text by that of the rows of a range of places.
    void make(long from, long to) {
        length = 0;
        rows = 0;
        block.range(from, to);
        while (block.next()) {
            int longest = length + block.rows() * LONGEST_ROW + CsvText.SLACK;
            if (longest > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(longest, bytes.length * 2));
            }
            append();
            rows += block.rows();
        }
    }

    /// Rows of the text.
    long rows() {
        return rows;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void append() {
        byte[] out = bytes;
        int at = length;
        int[] patients = block.patients;
        int[] days = block.days;
        short[][] codes = block.codes;
        int n = block.rows();
        for (int r = 0; r < n; r++) {
            at = CsvText.put(out, CsvText.putNumber(out, at, patients[r]), comma);
            at = CsvText.put(out, CsvText.putNumber(out, at, days[r]), comma);
            for (int c = 0; c < codes.length; c++) {
                at = CsvText.put(out, at, texts[c][codes[c][r]]);
            }
        }
        length = at;
    }
}
