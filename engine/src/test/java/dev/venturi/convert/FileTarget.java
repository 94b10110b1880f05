package dev.venturi.convert;

import dev.venturi.arrow.ArrowWriter;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvWriter;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file to convert to, its format by its extension.
record FileTarget(Path file) implements TableConversion.Target {
    @Override
    public AtomicOutput open() {
        return AtomicOutput.to(file, true);
    }

    @Override
    public BatchSink writer(AtomicOutput output, Schema schema) throws IOException {
        String name = file.toString();
        if (name.endsWith(".parquet")) {
            return ParquetWriter.to(output, schema, ParquetOptions.DEFAULTS.withRows(1000, 300));
        }
        return name.endsWith(".arrow")
                ? ArrowWriter.to(output, schema, true)
                : CsvWriter.to(output, schema.names(), ',', name.endsWith(".gz"));
    }

    @Override
    public @Nullable CsvOptions text() {
        return file.toString().contains(".csv") ? CsvOptions.DEFAULTS : null;
    }
}
