package dev.venturi.cli.report;

import dev.venturi.cli.report.TextTable.Align;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A heading with what stands under it.
///
/// @param sentences stand before the table
record Section(
        String title, List<String> sentences, List<Column> columns, List<List<String>> rows) {
    /// A column of a table.
    record Column(String head, Align align) {}

    /// One with a row for each item, if there is an item.
    static <T> Optional<Section> section(
            String title,
            List<String> sentences,
            List<Column> columns,
            List<T> items,
            Function<T, List<String>> row) {
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Section(title, sentences, columns, items.stream().map(row).toList()));
    }

    /// Columns by their heads; `r:` before one that is right-bound.
    static List<Column> columns(String... heads) {
        return Stream.of(heads)
                .map(head ->
                        head.startsWith("r:")
                                ? new Column(head.substring(2), Align.RIGHT)
                                : new Column(head, Align.LEFT))
                .toList();
    }
}
