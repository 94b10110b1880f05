package dev.venturi.feature;

import dev.venturi.spill.BatchPacker;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;

/// One row of a batch that was put aside.
record PickedRow(BatchPacker.Placed from, int row) {
    Column.TextColumn key(int keyColumn) {
        return (Column.TextColumn) from.batch().columns().get(keyColumn);
    }

    Column column(int index) {
        return from.batch().columns().get(index);
    }

    Batch batch() {
        return from.batch();
    }

    /// Order of first appearance in the table.
    static int byPlace(PickedRow a, PickedRow b) {
        int files = Long.compare(a.from.files()[a.row], b.from.files()[b.row]);
        return files != 0
                ? files
                : Long.compare(a.from.positions()[a.row], b.from.positions()[b.row]);
    }
}
