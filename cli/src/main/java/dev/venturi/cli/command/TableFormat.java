package dev.venturi.cli.command;

import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The formats in which tables are written.
enum TableFormat {
    CSV("csv", true, "csv", "txt"),
    TSV("tsv", true, "tsv", "tab"),
    PARQUET("parquet", false, "parquet", "pq"),
    ARROW("arrow", false, "arrow", "feather", "ipc");

    /// Formats of other tools that a user may expect; not written.
    private static final List<String> FOREIGN =
            List.of("json", "jsonl", "orc", "xlsx", "zst", "bz2", "xz", "zip");

    private final String label;
    private final boolean text;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> extensions;

    TableFormat(String label, boolean text, String... extensions) {
        this.label = label;
        this.text = text;
        this.extensions = List.of(extensions);
    }

    /// As `--format` names it.
    String label() {
        return label;
    }

    /// Whether it is text, which may be compressed as a whole, and has no room for a description.
    boolean isText() {
        return text;
    }

    /// The names of all.
    static List<String> labels() {
        return Arrays.stream(values()).map(TableFormat::label).toList();
    }

    /// The format of an output: the one asked for, else by the extension of its name, else CSV.
    ///
    /// @param name of the output, without `.gz`
    /// @param asked what `--format` says
    /// @throws UsageException when this version does not write it
    static TableFormat of(String name, @Nullable String asked) {
        if (asked != null) {
            return named(asked);
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return withExtension(extension)
                .orElseGet(() -> {
                    if (FOREIGN.contains(extension)) {
                        throw notWritten(name, extension);
                    }
                    return CSV;
                });
    }

    /// Complains about a name that does not tell a format; standard output tells CSV.
    ///
    /// @param asked what `--format` says
    static void requireTold(String name, @Nullable String asked) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        if (asked == null && !name.equals("-") && withExtension(extension).isEmpty()) {
            throw new UsageException(
                    "%s: its name does not tell a format; end it in .parquet, .arrow or .csv, or say --format %s"
                            .formatted(name, String.join("|", labels())));
        }
    }

    private static TableFormat named(String asked) {
        String lower = asked.toLowerCase(Locale.ROOT);
        return withExtension(lower)
                .orElseThrow(() -> {
                    if (FOREIGN.contains(lower)) {
                        return notWritten("--format", lower);
                    }
                    String cure =
                            NearestName.of(asked, labels())
                                    .map(near -> "did you mean %s?".formatted(near))
                                    .orElse("expected one of " + joined());
                    return new UsageException(
                            "--format: unknown format \"%s\"; %s".formatted(asked, cure));
                });
    }

    private static Optional<TableFormat> withExtension(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extensions.contains(extension))
                .findFirst();
    }

    private static UsageException notWritten(String where, String found) {
        return new UsageException(
                "%s: this version does not write %s; expected one of %s"
                        .formatted(where, found, joined()));
    }

    private static String joined() {
        return String.join(", ", labels());
    }
}
