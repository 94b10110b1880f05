package dev.venturi.pipeline.stage;

import dev.venturi.csv.CsvOptions;
import java.util.List;

/// Reads files: CSV, Parquet or Arrow, found out by their content.
///
/// @param files files, directories and patterns, as `venturi features` takes them
/// @param csv how CSV is read
/// @param select columns to read, in the order of the files; none: all
public record ReadStep(List<String> files, CsvOptions csv, List<String> select) implements Step {
    public ReadStep {
        files = List.copyOf(files);
        select = List.copyOf(select);
    }

    /// The same with another way of reading CSV.
    public ReadStep as(CsvOptions options) {
        return new ReadStep(files, options, select);
    }

    /// The same with these columns only.
    public ReadStep select(String... columns) {
        return new ReadStep(files, csv, List.of(columns));
    }

    @Override
    public String type() {
        return "read";
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }
}
