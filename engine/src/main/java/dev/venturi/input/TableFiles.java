package dev.venturi.input;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.table.TableSource;
import dev.venturi.table.UsageException;
import java.util.List;

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

    /// Looks at how the files begin: all are Parquet, or all are CSV.
    ///
    /// @param input must stay open as long as the table is read
    /// @param options how CSV files are to be read; of them the types hold for Parquet too
    /// @throws UsageException when some are Parquet and some are not
    /// @throws dev.venturi.table.MalformedDataException when a file is damaged or its columns
    ///   differ from those of the others
    /// @throws java.io.UncheckedIOException when a file cannot be read, naming it
    public static TableSource open(InputFiles input, CsvOptions options) {
        List<InputFile> parquet = input.files().stream().filter(ParquetTable::isParquet).toList();
        if (parquet.isEmpty()) {
            return CsvTable.open(input, options);
        }
        for (InputFile file : input.files()) {
            if (!parquet.contains(file)) {
                throw new UsageException(
                        "%s is a Parquet file, %s is not; name files of one format"
                                .formatted(parquet.getFirst().name(), file.name()));
            }
        }
        return ParquetTable.open(input, options.types());
    }
}
