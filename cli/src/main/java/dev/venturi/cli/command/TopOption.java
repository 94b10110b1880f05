package dev.venturi.cli.command;

import dev.venturi.table.UsageException;
import picocli.CommandLine.Option;

/// How long the tables of a report are.
final class TopOption {
    static final int DEFAULT = 10;

    @Option(
            names = "--top",
            paramLabel = "ROWS",
            description = "Rows of each table, at most. Default: 10.")
    int rows = DEFAULT;

    /// @throws UsageException when that is no number of rows
    void check() {
        if (rows < 1) {
            throw new UsageException("--top: found %d, expected 1 or more".formatted(rows));
        }
    }
}
