package dev.venturi.pipeline.stage;

import dev.venturi.parquet.write.ParquetCodec;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One stage at work.
///
/// @param context its inputs, where it writes, whether it has to stop
/// @param inputs names of its inputs in their order
/// @param rejects where rows go that cannot be used
public record StageJob(
        StageContext<StageTable> context,
        List<String> inputs,
        RunSettings settings,
        Roles roles,
        RejectPlan rejects) {
    /// Where rejected rows go.
    ///
    /// @param file empty: a row that cannot be used ends the run
    /// @param limit rejected rows at most
    public record RejectPlan(String file, long limit) {}

    /// The table of its only or first input.
    StageTable input() {
        return context.input(inputs.getFirst());
    }

    /// Where its table goes.
    Path table() {
        return context.directory().resolve(StageTable.TABLE);
    }

    /// The table that it made.
    StageTable made() {
        return new StageTable(context.directory(), List.of(table()));
    }

    /// Opens its table for writing.
    ///
    /// @param nanIsResult whether NaN are results, not missing values
    ParquetWriter writer(Schema schema, boolean nanIsResult) throws IOException {
        return writer(AtomicOutput.to(table(), false), schema, nanIsResult);
    }

    ParquetWriter writer(AtomicOutput output, Schema schema, boolean nanIsResult)
            throws IOException {
        ParquetWriter writer =
                ParquetWriter.to(
                        output,
                        schema,
                        ParquetOptions.DEFAULTS
                                .withCodec(ParquetCodec.SNAPPY)
                                .withNanIsMissing(!nanIsResult)
                                .withCreatedBy(settings.createdBy()));
        if (nanIsResult) {
            writer.describe(StageTable.NAN, "result");
        }
        return writer;
    }

    /// Whether rows that cannot be used are put aside.
    boolean putsRowsAside() {
        return !rejects.file().isEmpty();
    }

    /// Opens the list of rows that cannot be used.
    Rejects openRejects(Schema schema) {
        return new Rejects(this, schema.names());
    }

    /// Opens the list of rows of files that cannot be read: their text stands in one column.
    Rejects openRejectedRows() {
        return new Rejects(this, List.of("row"));
    }
}
