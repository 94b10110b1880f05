package dev.venturi.cli.report;

import java.io.IOException;
import java.io.OutputStream;

/// Writes an explanation in one format.
@FunctionalInterface
public interface ExplanationWriter {
    /// Writes all of it; the stream stays open.
    void write(Explanation explanation, OutputStream out) throws IOException;
}
