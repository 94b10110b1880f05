package dev.venturi.pipeline.stage;

import java.util.List;

/// Writes a table to a file, which appears whole or not at all.
///
/// @param file its name tells the format: `.parquet`, `.arrow`, `.csv`, `.tsv`, `.csv.gz`
/// @param format the format where the name does not tell it; empty else
/// @param codec how Parquet is compressed; empty: Zstandard
public record WriteStep(String input, String file, String format, String codec) implements Step {
    /// The same compressed otherwise.
    public WriteStep codec(String name) {
        return new WriteStep(input, file, format, name);
    }

    @Override
    public String type() {
        return "write";
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }
}
