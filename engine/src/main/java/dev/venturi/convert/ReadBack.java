package dev.venturi.convert;

import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.FileTable;
import dev.venturi.table.ReadAhead;
import dev.venturi.table.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Holds what was written against what it was made of, cell by cell: the same bits, or both
/// missing.
final class ReadBack {
    private final Schema schema;
    private final ReadAhead source;
    private final ReadAhead written;

    private @Nullable Batch left;
    private @Nullable Batch right;
    private int leftRow;
    private int rightRow;
    private long rows;

    private ReadBack(Schema schema, ReadAhead source, ReadAhead written) {
        this.schema = schema;
        this.source = source;
        this.written = written;
    }

    /// Told after some rows.
    interface Listener {
        void at(long bytesRead, long rows);
    }

    /// Reads both tables to their ends.
    ///
    /// @param columns those of the source that were written
    /// @return the rows
    /// @throws ConversionException for the first difference
    static long compare(
            FileTable source,
            List<Integer> columns,
            FileTable written,
            Schema schema,
            Listener listener)
            throws IOException {
        List<Integer> all = IntStream.range(0, schema.fields().size()).boxed().toList();
        if (!written.schema().names().equals(schema.names())) {
            throw new ConversionException(
                    "verifying: wrote columns %s, read back %s"
                            .formatted(schema.names(), written.schema().names()));
        }
        try (ReadAhead from = new ReadAhead(source.batches(columns));
                ReadAhead to = new ReadAhead(written.batches(all))) {
            return new ReadBack(schema, from, to).run(listener);
        }
    }

    private long run(Listener listener) throws IOException {
        while (true) {
            Batch a = left;
            if (a == null || leftRow == a.rows()) {
                a = source.next();
                left = a;
                leftRow = 0;
                listener.at(source.bytesRead(), rows);
            }
            Batch b = right;
            if (b == null || rightRow == b.rows()) {
                b = written.next();
                right = b;
                rightRow = 0;
            }
            if (a == null || b == null) {
                if (a != null || b != null) {
                    throw new ConversionException(
                            "verifying: read back %s rows than the input's %,d"
                                    .formatted(a == null ? "more" : "fewer", rows));
                }
                return rows;
            }
            int n = Math.min(a.rows() - leftRow, b.rows() - rightRow);
            for (int c = 0; c < schema.fields().size(); c++) {
                compare(a.columns().get(c), b.columns().get(c), c, n);
            }
            leftRow += n;
            rightRow += n;
            rows += n;
        }
    }

    private void compare(Column a, Column b, int column, int n) {
        for (int i = 0; i < n; i++) {
            int x = leftRow + i;
            int y = rightRow + i;
            boolean same =
                    switch (a) {
                        case Column.DoubleColumn one when b instanceof Column.DoubleColumn two ->
                                sameDouble(one.values()[x], two.values()[y]);
                        case Column.LongColumn one when b instanceof Column.LongColumn two ->
                                sameLong(one, x, two, y);
                        case Column.TextColumn one when b instanceof Column.TextColumn two ->
                                sameText(one, x, two, y);
                        case Column.DoubleColumn _, Column.LongColumn _, Column.TextColumn _ ->
                                false;
                    };
            if (!same) {
                throw new ConversionException(
                        "verifying: row %,d, column \"%s\": the input has %s, read back %s"
                                .formatted(
                                        rows + i + 1,
                                        schema.fields().get(column).name(),
                                        shown(a, x),
                                        shown(b, y)));
            }
        }
    }

    private static boolean sameDouble(double x, double y) {
        return Double.isNaN(x)
                ? Double.isNaN(y)
                : Double.doubleToRawLongBits(x) == Double.doubleToRawLongBits(y);
    }

    private static boolean sameLong(Column.LongColumn a, int x, Column.LongColumn b, int y) {
        boolean missing = isNull(a, x);
        return missing == isNull(b, y) && (missing || a.values()[x] == b.values()[y]);
    }

    private static boolean isNull(Column.LongColumn column, int row) {
        boolean[] nulls = column.nulls();
        return nulls != null && nulls[row];
    }

    private static boolean sameText(Column.TextColumn a, int x, Column.TextColumn b, int y) {
        return Arrays.equals(
                a.bytes(),
                a.offsets()[x],
                a.offsets()[x + 1],
                b.bytes(),
                b.offsets()[y],
                b.offsets()[y + 1]);
    }

    private static String shown(Column column, int row) {
        return switch (column) {
            case Column.DoubleColumn doubles -> Double.toString(doubles.values()[row]);
            case Column.LongColumn longs ->
                    isNull(longs, row) ? "nothing" : Long.toString(longs.values()[row]);
            case Column.TextColumn texts ->
                    '"'
                            + new String(
                                    texts.bytes(),
                                    texts.offsets()[row],
                                    texts.offsets()[row + 1] - texts.offsets()[row],
                                    StandardCharsets.UTF_8)
                            + '"';
        };
    }
}
