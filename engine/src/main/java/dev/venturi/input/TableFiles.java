package dev.venturi.input;

import dev.venturi.arrow.ArrowTable;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.csv.RowRejects;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.table.FileTable;
import dev.venturi.table.UsageException;
import org.jspecify.annotations.Nullable;

/// Opens the files a user means as one table.
///
/// ```java
/// try (InputFiles files = InputFiles.expand(List.of("lake/"))) {
///     TableSource table = TableFiles.open(files, CsvOptions.DEFAULTS);
///     ...
/// }
/// ```
public final class TableFiles {
    private TableFiles() {}

    /// Looks at how the files begin: all are Parquet, all are Arrow, or all are CSV.
    ///
    /// @param input must stay open as long as the table is read
    /// @param options how CSV files are to be read; of them the types hold for the others too
    /// @throws UsageException when some are of one format and some of another
    /// @throws dev.venturi.table.MalformedDataException when a file is damaged or its columns
    ///   differ from those of the others
    /// @throws java.io.UncheckedIOException when a file cannot be read, naming it
    public static FileTable open(InputFiles input, CsvOptions options) {
        return open(input, options, null);
    }

    /// As above, CSV without the rows that cannot be read; damage of other formats is an error.
    ///
    /// @param rejects told of them; null: the first one ends reading
    /// @see CsvTable#open(InputFiles, CsvOptions, RowRejects)
    public static FileTable open(
            InputFiles input, CsvOptions options, @Nullable RowRejects rejects) {
        InputFile first = input.files().getFirst();
        Format format = Format.of(first);
        for (InputFile file : input.files()) {
            Format other = Format.of(file);
            if (other != format) {
                throw new UsageException(
                        "%s is %s, %s is %s; name files of one format"
                                .formatted(
                                        first.name(),
                                        format.described,
                                        file.name(),
                                        other.described));
            }
        }
        return switch (format) {
            case PARQUET -> ParquetTable.open(input, options.types());
            case ARROW -> ArrowTable.open(input, options.types());
            case TEXT ->
                    rejects == null
                            ? CsvTable.open(input, options)
                            : CsvTable.open(input, options, rejects);
        };
    }

    private enum Format {
        PARQUET("a Parquet file"),
        ARROW("an Arrow file"),
        TEXT("CSV");

        private final String described;

        Format(String described) {
            this.described = described;
        }

        static Format of(InputFile file) {
            return ParquetTable.isParquet(file) ? PARQUET : ArrowTable.isArrow(file) ? ARROW : TEXT;
        }
    }
}
