package dev.venturi.pipeline.stage;

import dev.venturi.table.Field;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.util.List;
import java.util.Optional;

/// A table of which only the columns are known, to hold plans against.
record SchemaTable(Schema schema) implements TableSource {
    @Override
    public List<String> files() {
        return List.of();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public int unprotectedFiles() {
        return 0;
    }

    @Override
    public List<Split> splits(long targetBytes) {
        return List.of();
    }

    @Override
    public SplitReader open(Split split, Projection projection) {
        throw new IllegalStateException("a table without rows was read");
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, String column) {
        throw new IllegalStateException("a table without rows has no places");
    }

    @Override
    public TableSource retyped(List<Field> changed) {
        throw new IllegalStateException("a table without rows was read");
    }

    @Override
    public boolean undecided(int column) {
        return false;
    }

    @Override
    public Optional<Field> firstValue(int column) {
        return Optional.of(schema.fields().get(column));
    }
}
