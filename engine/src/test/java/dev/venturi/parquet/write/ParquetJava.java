package dev.venturi.parquet.write;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/// A file as parquet-java reads it, checksums verified.
final class ParquetJava {
    private ParquetJava() {}

    /// Cells by column, as `RandomTable` has them.
    static List<List<@Nullable Object>> cells(Path file, Schema schema, FilterCompat.Filter filter)
            throws IOException {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        schema.fields().forEach(_ -> cells.add(new ArrayList<>()));
        try (ParquetReader<Group> reader = new Builder(file).withFilter(filter).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                for (int c = 0; c < cells.size(); c++) {
                    cells.get(c).add(cell(row, c, schema.fields().get(c).type()));
                }
            }
        }
        return cells;
    }

    private static @Nullable Object cell(Group row, int column, ColumnType type) {
        if (row.getFieldRepetitionCount(column) == 0) {
            return null;
        }
        return switch (type) {
            case FLOAT64 -> row.getDouble(column, 0);
            case INT64, TIMESTAMP -> row.getLong(column, 0);
            case DATE -> (long) row.getInteger(column, 0);
            case BOOLEAN -> row.getBoolean(column, 0);
            case TEXT -> row.getString(column, 0);
        };
    }

    static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFooter();
        }
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        Builder(Path file) {
            super(new LocalInputFile(file), new PlainParquetConfiguration());
            usePageChecksumVerification(true);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
