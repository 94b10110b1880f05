package dev.venturi.feature;

import dev.venturi.table.Field;
import dev.venturi.table.Position;
import dev.venturi.table.Projection;
import dev.venturi.table.Schema;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table whose splits are cut where a test says.
///
/// @param cuts positions in every file at which a split ends and a guessed one begins, ascending
record CutTable(TableSource whole, List<Long> cuts) implements TableSource {
    @Override
    public List<Split> splits(long targetBytes) {
        List<Split> splits = new ArrayList<>();
        for (Split split : whole.splits(Long.MAX_VALUE)) {
            long from = split.from();
            for (long cut : cuts) {
                if (cut > from && cut < split.to()) {
                    splits.add(new Split(split.file(), from, cut, from == split.from()));
                    from = cut;
                }
            }
            splits.add(new Split(split.file(), from, split.to(), from == split.from()));
        }
        return splits;
    }

    @Override
    public TableSource retyped(List<Field> changed) {
        return new CutTable(whole.retyped(changed), cuts);
    }

    @Override
    public Schema schema() {
        return whole.schema();
    }

    @Override
    public List<String> files() {
        return whole.files();
    }

    @Override
    public long bytes() {
        return whole.bytes();
    }

    @Override
    public int unprotectedFiles() {
        return whole.unprotectedFiles();
    }

    @Override
    public SplitReader open(Split split, Projection projection) throws IOException {
        return whole.open(split, projection);
    }

    @Override
    public Position locate(int file, long position, long rowsAfter, String column)
            throws IOException {
        return whole.locate(file, position, rowsAfter, column);
    }

    @Override
    public boolean undecided(int column) {
        return whole.undecided(column);
    }

    @Override
    public Optional<Field> firstValue(int column) throws IOException {
        return whole.firstValue(column);
    }
}
