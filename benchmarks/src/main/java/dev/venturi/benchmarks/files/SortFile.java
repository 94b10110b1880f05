package dev.venturi.benchmarks.files;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.parquet.write.ParquetCodec;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.sort.ExternalSort;
import dev.venturi.sort.SortKey;
import dev.venturi.sort.SortOptions;
import dev.venturi.sort.SortSummary;
import dev.venturi.spill.SpillPlace;
import java.nio.file.Path;
import java.util.List;

/// Our side of `sort` as a process of its own: a file into a file of Parquet in the order of a
/// column.
public final class SortFile {
    private static final ParquetOptions OPTIONS =
            ParquetOptions.DEFAULTS.withCodec(ParquetCodec.SNAPPY);

    private SortFile() {}

    /// Sorts.
    ///
    /// @param args input, output, column, workers, megabytes to sort in; temporary files go beside
    ///   the output
    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[1]).toAbsolutePath();
        SortOptions options =
                SortOptions.defaults()
                        .withWorkers(Integer.parseInt(args[3]))
                        .withMemoryBytes(Long.parseLong(args[4]) << 20)
                        .withSpill(new SpillPlace(out.getParent(), Long.MAX_VALUE));
        try (InputFiles input = InputFiles.of(Path.of(args[0]))) {
            SortSummary summary =
                    ExternalSort.by(List.of(SortKey.ascending(args[2])))
                            .options(options)
                            .run(
                                    TableFiles.open(input, CsvOptions.DEFAULTS),
                                    schema ->
                                            ParquetWriter.open(
                                                    out.toString(), schema, OPTIONS, true));
            System.err.println(summary);
        }
    }
}
