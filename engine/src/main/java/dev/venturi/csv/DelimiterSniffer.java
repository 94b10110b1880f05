package dev.venturi.csv;

import dev.venturi.kernel.ScalarFieldKernels;
import org.jspecify.annotations.Nullable;

/// Finds out which byte separates the fields, from the first rows of a file, and says why.
final class DelimiterSniffer {
    private static final String CANDIDATES = ",;\t|";
    private static final int ROWS = 100;

    private DelimiterSniffer() {}

    /// A delimiter and the reason for it.
    record Proposal(String delimiter, String reason) {}

    /// Proposes the delimiter that gives most fields in most rows, as many as in the first row.
    ///
    /// @param sample the first bytes of the content, behind a byte order mark
    /// @param whole whether that is all of it
    /// @param comment lines that begin with it are left out
    static Proposal propose(byte[] sample, boolean whole, @Nullable Character comment) {
        byte[] bytes = new byte[sample.length + 2 * 64];
        int end = copyRows(sample, bytes, comment);
        String best = ",";
        long bestScore = 0;
        String reason = "one column: none of , ; tab | separates the first rows";
        for (int c = 0; c < CANDIDATES.length(); c++) {
            String delimiter = CANDIDATES.substring(c, c + 1);
            SeparatorIndex index =
                    new SeparatorIndex((byte) delimiter.charAt(0), new ScalarFieldKernels());
            index.begin(64);
            index.add(bytes, 64, end);
            if (whole && index.malformedAt < 0 && index.at[index.count - 1] + 1 < end) {
                index.endAt(end);
            }
            int expected = 0;
            int rows = 0;
            int matching = 0;
            int before = 0;
            for (int r = 0; r < index.rows && rows < ROWS; r++) {
                int fields = index.rowEnd[r] - before;
                int length = index.at[index.rowEnd[r]] - index.at[before] - 1;
                before = index.rowEnd[r];
                if (length > 1 || (length == 1 && bytes[index.at[before] - 1] != '\r')) {
                    expected = rows == 0 ? fields : expected;
                    matching += fields == expected ? 1 : 0;
                    rows++;
                }
            }
            long score = (long) matching * (expected - 1);
            if (score > bestScore) {
                bestScore = score;
                best = delimiter;
                reason =
                        "%d of the first %d rows have %d fields"
                                .formatted(matching, rows, expected);
            }
        }
        return new Proposal(best, "delimiter %s: %s".formatted(Dialect.spoken(best), reason));
    }

    private static int copyRows(byte[] sample, byte[] into, @Nullable Character comment) {
        int end = 64;
        boolean lineBegins = true;
        boolean skipped = false;
        for (byte b : sample) {
            if (lineBegins) {
                skipped = comment != null && b == comment.charValue();
            }
            lineBegins = b == '\n';
            if (!skipped) {
                into[end++] = b;
            }
        }
        return end;
    }
}
