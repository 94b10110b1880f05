package dev.venturi.cli.command;

import dev.venturi.feature.RowScope;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which rows count, and whether an entity has one row in the output or one for each cut-off.
final class RowOptions {
    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "Only rows that satisfy it: 'day >= 2026-06-01 and ward != icu', 'x is not"
                            + " null'; = != < <= > >=, joined by and. Given several times, all"
                            + " have to hold.")
    List<String> where = new ArrayList<>();

    @Option(
            names = "--as-of",
            paramLabel = "DATE|COLUMN",
            description =
                    "Only rows strictly before a date, time or number of the first --order-by"
                            + " column, or before what another column holds for each entity.")
    String asOf = "";

    @Option(
            names = "--window",
            paramLabel = "SPAN,...",
            description =
                    "Features of the rows within each span before the cut-off: 7d,30d (s, m, h, d,"
                            + " w; a plain number for numbers). Without --as-of the cut-off is"
                            + " just behind an entity's last row.")
    List<String> windows = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "SPAN",
            description =
                    "A row for each entity and cut-off: back from --as-of, else on a grid from"
                            + " 1970-01-01. For training sets.")
    String every = "";

    /// What was asked for.
    ///
    /// @throws dev.venturi.table.UsageException when a span is none
    RowScope scope() {
        return new RowScope(where, asOf, Names.of(windows, "--window"), every);
    }
}
