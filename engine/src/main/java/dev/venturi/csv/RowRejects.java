package dev.venturi.csv;

import dev.venturi.table.Position;
import java.io.IOException;

/// Takes the rows of CSV files that cannot be read, which are then left out: another number of
/// fields, broken quotes, a value that its column cannot hold, a text that is not UTF-8.
///
/// A row is rejected where reading would have ended without this; place and reason are those of
/// that error. Told in the order of the files, whoever reads. What is said in [#reject] ends
/// reading when it throws.
public interface RowRejects {
    /// Reading begins at the first row, perhaps once more, since a type was decided late: what was
    /// told before is told again.
    void begin() throws IOException;

    /// A row that cannot be read.
    ///
    /// @param row as it stands in the file, without its line end; bytes that are no UTF-8 as `\xE9`
    void reject(Position place, String reason, String row) throws IOException;

    /// The last file has been read.
    ///
    /// @param rows that could be read
    void end(long rows) throws IOException;
}
