package dev.venturi.compare;

import dev.venturi.feature.ContractDocument;
import dev.venturi.table.FileTable;
import dev.venturi.table.MalformedDataException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why columns differ, as far as the contracts of two outputs tell. Without contracts nothing is
/// known, and nothing is wrong.
record Explanation(String text, List<String> notes) {
    /// Looks for the definitions behind the columns that differ.
    ///
    /// @param first the first table; only one of a single file can have a contract
    static Explanation of(FileTable first, FileTable second, List<ColumnComparison> columns) {
        Set<String> differing =
                columns.stream()
                        .filter(column -> column.verdict() != Verdict.EQUAL)
                        .map(ColumnComparison::column)
                        .collect(Collectors.toSet());
        if (differing.isEmpty()) {
            return new Explanation("", List.of());
        }
        List<String> notes = new ArrayList<>();
        ContractDocument a = contract(first, notes);
        ContractDocument b = contract(second, notes);
        if (a != null && b != null) {
            String text =
                    ContractDocument.explainDifference(only(a, differing), only(b, differing));
            return new Explanation(text, notes);
        }
        if (a != null) {
            notes.add(unknown(second));
        } else if (b != null) {
            notes.add(unknown(first));
        }
        return new Explanation("", notes);
    }

    private static String unknown(FileTable table) {
        return "%s: its contract is not known, so differences cannot be explained"
                .formatted(table.files().getFirst());
    }

    private static @Nullable ContractDocument contract(FileTable table, List<String> notes) {
        try {
            return ContractDocument.of(table).orElse(null);
        } catch (MalformedDataException | UncheckedIOException unusable) {
            // it may be anybody's file; the tables can be compared all the same
            notes.add("not used: " + unusable.getMessage());
            return null;
        }
    }

    private static ContractDocument only(ContractDocument document, Set<String> columns) {
        return new ContractDocument(
                document.contractVersion(),
                document.venturiVersion(),
                document.preset(),
                document.keys(),
                document.order(),
                document.columns(),
                document.definitions(),
                document.outputs().stream()
                        .filter(output -> columns.contains(output.name()))
                        .toList(),
                document.rows(),
                document.cutoff());
    }
}
