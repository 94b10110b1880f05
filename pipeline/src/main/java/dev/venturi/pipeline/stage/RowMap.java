package dev.venturi.pipeline.stage;

import dev.venturi.table.Schema;

/// A user's own stage: makes rows of rows. One object serves one run of a stage, on one thread.
///
/// ```java
/// public final class Fahrenheit implements RowMap {
///     public Schema schema(Schema input) { return Columns.of(input).with("fahrenheit", FLOAT64).schema(); }
///     public void map(Row row, RowWriter out) { out.copy(row).set("fahrenheit", row.number("celsius") * 1.8 + 32).write(); }
/// }
/// ```
public interface RowMap {
    /// The columns of the rows it writes, before it is given any.
    ///
    /// @throws dev.venturi.table.UsageException when the input is not what it needs
    Schema schema(Schema input);

    /// Makes none, one or several rows of one. An exception rejects the row: it goes to the stage's
    /// reject file with the exception's message, or ends the run where there is none.
    ///
    /// @param row valid during the call only
    void map(Row row, RowWriter out);
}
