package dev.venturi.cli.report;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a report in one format.
///
/// @param <T> what is reported
@FunctionalInterface
public interface ReportWriter<T> {
    /// Writes all of it; the stream stays open.
    void write(T report, OutputStream out) throws IOException;
}
