package dev.venturi.sort;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The first of all rows that are equal in some columns, in the order in which they came: sorted by
/// those columns, and what stays by its place, which goes with each row as a column of its own.
final class FirstRows implements RowOrder {
    private final Sorter byValue;
    private final Sorter byPlace;
    private final SortOptions options;
    private long rows;

    /// @param names of the columns; none: all
    /// @throws dev.venturi.table.UsageException when one is not there
    FirstRows(Schema schema, List<String> names, SortOptions options) {
        this(
                schema,
                names,
                options,
                SortShape.of(half(options), true),
                SortShape.of(half(options), false));
    }

    /// What each of the two sorts is granted.
    static SortOptions half(SortOptions options) {
        return options.withMemoryBytes(
                Math.max(SortOptions.LEAST_MEMORY, options.memoryBytes() / 2));
    }

    /// @param finding shape of the sort that finds them
    /// @param placing shape of the sort that puts them back
    FirstRows(
            Schema schema,
            List<String> names,
            SortOptions options,
            SortShape finding,
            SortShape placing) {
        this.options = options;
        int place = schema.fields().size();
        List<Integer> columns =
                names.isEmpty()
                        ? IntStream.range(0, place).boxed().toList()
                        : names.stream()
                                .map(name -> schema.require(name, "distinct"))
                                .distinct()
                                .toList();
        List<Field> fields = new ArrayList<>(schema.fields());
        String name = String.join("", schema.names()) + "#"; // longer than any other
        fields.add(new Field(name, ColumnType.INT64, "counted"));
        Schema placed = new Schema(fields);
        List<Ordering.Key> keys =
                columns.stream().map(column -> new Ordering.Key(column, false, false)).toList();
        List<Ordering.Key> last = List.of(new Ordering.Key(place, false, false));
        byValue = new Sorter(new Ordering(placed, keys, keys.size(), 1), options, finding);
        byPlace = new Sorter(new Ordering(placed, last, 0, Long.MAX_VALUE), options, placing);
    }

    @Override
    public void add(Batch batch) throws InterruptedException {
        long[] places = new long[batch.rows()];
        for (int r = 0; r < places.length; r++) {
            places[r] = rows++;
        }
        List<Column> columns = new ArrayList<>(batch.columns());
        columns.add(new Column.LongColumn(places, null));
        byValue.add(new Batch(batch.rows(), columns));
    }

    @Override
    public long writeTo(Taker taker) throws IOException, InterruptedException {
        byValue.writeTo(batch -> {
            byPlace.add(batch);
            return true;
        });
        return byPlace.writeTo(batch -> {
            List<Column> columns = batch.columns().subList(0, batch.columns().size() - 1);
            return taker.take(new Batch(batch.rows(), columns));
        });
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int runs() {
        return byValue.runs();
    }

    @Override
    public int runsOnDisk() {
        return byValue.runsOnDisk() + byPlace.runsOnDisk();
    }

    @Override
    public long spilledBytes() {
        return byValue.spilledBytes() + byPlace.spilledBytes();
    }

    @Override
    public long predictedBytes() {
        return SortMemory.distinct(options, rows, byPlace.taken(), byValue.rowBytes());
    }

    @Override
    public void close() {
        byValue.close();
        byPlace.close();
    }
}
