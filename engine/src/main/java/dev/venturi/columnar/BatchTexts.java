package dev.venturi.columnar;

import dev.venturi.csv.CsvFormat;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.FileTable;
import dev.venturi.table.Internal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TextRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a table of typed files as the texts they would have in CSV.
///
/// Keys have the texts that keys have, decimals all their digits; a value of doubles, decimals
/// among them, is the text of the double that is computed with.
@Internal
public final class BatchTexts implements TextRows {
    private final BatchReader reader;
    private final byte[][] bytes;
    private final int[] from;
    private final int[] to;

    /// The texts of numbers, by column.
    private final byte[][] numbers;

    private @Nullable Batch batch;
    private int row = -1;

    private BatchTexts(BatchReader reader, int columns) {
        this.reader = reader;
        this.bytes = new byte[columns][];
        this.from = new int[columns];
        this.to = new int[columns];
        this.numbers = new byte[columns][CsvFormat.LONGEST_NUMBER];
    }

    /// Opens some columns.
    ///
    /// @param keys indexes into the schema, read as keys
    /// @param values those behind them, read as values
    public static TextRows of(FileTable table, List<Integer> keys, List<Integer> values) {
        List<Field> texts = new ArrayList<>();
        for (int c = 0; c < table.schema().fields().size(); c++) {
            Field field = table.schema().fields().get(c);
            if (keys.contains(c) || field.type() != ColumnType.FLOAT64) {
                texts.add(new Field(field.name(), ColumnType.TEXT, field.reason()));
            }
        }
        List<Integer> columns = new ArrayList<>(keys);
        columns.addAll(values);
        return new BatchTexts(table.retyped(texts).batches(columns), columns.size());
    }

    @Override
    public boolean next() {
        Batch current = batch;
        if (current == null || row + 1 == current.rows()) {
            current = read();
            if (current == null) {
                return false;
            }
            batch = current;
            row = -1;
        }
        row++;
        for (int c = 0; c < bytes.length; c++) {
            switch (current.columns().get(c)) {
                case Column.TextColumn(byte[] texts, int[] offsets) -> {
                    bytes[c] = texts;
                    from[c] = offsets[row];
                    to[c] = offsets[row + 1];
                }
                case Column.DoubleColumn(double[] values) -> {
                    bytes[c] = numbers[c];
                    from[c] = 0;
                    to[c] = CsvFormat.putDouble(numbers[c], 0, values[row]);
                }
                case Column.LongColumn _ -> throw new IllegalStateException("read as texts");
            }
        }
        return true;
    }

    private @Nullable Batch read() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] bytes(int slot) {
        return bytes[slot];
    }

    @Override
    public int from(int slot) {
        return from[slot];
    }

    @Override
    public int to(int slot) {
        return to[slot];
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    @Override
    public MalformedDataException problem(int slot, String message) {
        try {
            return reader.problem(row, slot, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
