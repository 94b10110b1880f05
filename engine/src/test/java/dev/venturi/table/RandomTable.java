package dev.venturi.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A table of every type drawn from a seed, with what is hard: missing values in lone rows and in
/// runs, NaN, infinities, both zeros, few and many different values, long and foreign texts.
///
/// Cells are `Double`, `Long` (times in nanoseconds, days since 1970), `Boolean` or `String`; null
/// where missing.
public final class RandomTable {
    private static final double[] ODD = {
        -0.0,
        0.0,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.MIN_VALUE,
        0x1p53,
        -1.5
    };
    private static final String[] WORDS = {"a", "Ä", "日本", "🙂", "~", "\"", "\n", "ß"};
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final Random random;
    private final boolean nanIsMissing;
    private final int rows;
    private final String last;
    private final List<Field> fields = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> cells = new ArrayList<>();

    /// @param nanIsMissing whether a row without a double is missing one, else it has NaN
    public RandomTable(long seed, int rows, boolean nanIsMissing) {
        this(seed, rows, nanIsMissing, "z\u0000");
    }

    /// A table whose texts can stand in CSV, where bytes of value 0 cannot.
    public static RandomTable forText(long seed, int rows) {
        return new RandomTable(seed, rows, true, "z");
    }

    private RandomTable(long seed, int rows, boolean nanIsMissing, String last) {
        this.last = last;
        this.random = new Random(seed);
        this.rows = rows;
        this.nanIsMissing = nanIsMissing;
        doubles("few", 1 + random.nextInt(50));
        doubles("many", Integer.MAX_VALUE);
        doubles("some", 1 + rows / 3);
        longs("id", ColumnType.INT64, Integer.MAX_VALUE);
        longs("day", ColumnType.INT64, 1 + random.nextInt(400));
        longs("time", ColumnType.TIMESTAMP, 1 + random.nextInt(1000));
        longs("date", ColumnType.DATE, 1 + random.nextInt(1000));
        longs("flag", ColumnType.BOOLEAN, 2);
        texts("word", 1 + random.nextInt(60));
        texts("name", Integer.MAX_VALUE);
    }

    /// Its columns.
    public Schema schema() {
        return new Schema(fields);
    }

    /// How many rows it has.
    public int rows() {
        return rows;
    }

    /// The cells of all columns.
    public List<List<@Nullable Object>> cells() {
        return cells;
    }

    /// The cells of a column.
    public List<@Nullable Object> cells(int column) {
        return cells.get(column);
    }

    /// Hands the rows on in batches of random sizes.
    public void writeTo(BatchSink sink) throws IOException {
        int at = 0;
        while (at < rows) {
            int n = Math.min(rows - at, 1 + random.nextInt(Math.max(2, rows / 3)));
            List<Column> slices = new ArrayList<>();
            for (Column column : columns) {
                slices.add(slice(column, at, at + n));
            }
            sink.write(new Batch(n, slices));
            at += n;
        }
    }

    private static Column slice(Column column, int from, int to) {
        return switch (column) {
            case Column.DoubleColumn(double[] values) ->
                    new Column.DoubleColumn(Arrays.copyOfRange(values, from, to));
            case Column.LongColumn(long[] values, boolean[] nulls) ->
                    new Column.LongColumn(
                            Arrays.copyOfRange(values, from, to),
                            nulls == null ? null : Arrays.copyOfRange(nulls, from, to));
            case Column.TextColumn(byte[] bytes, int[] offsets) ->
                    new Column.TextColumn(bytes, Arrays.copyOfRange(offsets, from, to + 1));
        };
    }

    /// Which rows miss their value: none, all, single ones or runs.
    private boolean[] gaps() {
        boolean[] gaps = new boolean[rows];
        int kind = random.nextInt(5);
        boolean inGap = false;
        for (int row = 0; row < rows; row++) {
            switch (kind) {
                case 0 -> {}
                case 1 -> gaps[row] = true;
                case 2 -> gaps[row] = random.nextInt(20) == 0;
                default -> {
                    inGap ^= random.nextInt(kind * 10) == 0;
                    gaps[row] = inGap;
                }
            }
        }
        return gaps;
    }

    /// Which of so many values each row has, in runs or at random.
    private long[] draws(int different) {
        long[] draws = new long[rows];
        int runs = random.nextInt(3) == 0 ? 30 : 1;
        long draw = random.nextInt(different);
        for (int row = 0; row < rows; row++) {
            draw = random.nextInt(runs) == 0 ? random.nextInt(different) : draw;
            draws[row] = draw;
        }
        return draws;
    }

    private void doubles(String name, int different) {
        boolean[] gaps = gaps();
        long[] draws = draws(different);
        boolean odd = random.nextBoolean();
        double[] values = new double[rows];
        List<@Nullable Object> found = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values[row] = odd && draws[row] < ODD.length ? ODD[(int) draws[row]] : draws[row] / 8.0;
            values[row] = gaps[row] ? Double.NaN : values[row];
            found.add(gaps[row] && nanIsMissing ? null : (Object) values[row]);
        }
        add(name, ColumnType.FLOAT64, new Column.DoubleColumn(values), found);
    }

    private void longs(String name, ColumnType type, int different) {
        boolean[] gaps = gaps();
        long[] values = draws(different);
        List<@Nullable Object> found = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            long draw = values[row];
            Object cell =
                    switch (type) {
                        case BOOLEAN -> draw == 1;
                        case INT64 -> (draw - 20) * 0x100000001L;
                        default -> draw - 500;
                    };
            values[row] =
                    switch (type) {
                        case DATE -> (draw - 500) * NANOS_PER_DAY;
                        case INT64, TIMESTAMP -> (Long) cell;
                        default -> draw;
                    };
            found.add(gaps[row] ? null : cell);
        }
        add(
                name,
                type,
                new Column.LongColumn(values, random.nextInt(9) == 0 && none(gaps) ? null : gaps),
                found);
    }

    private static boolean none(boolean[] gaps) {
        for (boolean gap : gaps) {
            if (gap) {
                return false;
            }
        }
        return true;
    }

    private void texts(String name, int different) {
        boolean[] gaps = gaps();
        long[] draws = draws(different);
        StringBuilder all = new StringBuilder();
        int[] offsets = new int[rows + 1];
        List<@Nullable Object> found = new ArrayList<>();
        int length = 0;
        for (int row = 0; row < rows; row++) {
            String text = gaps[row] ? "" : text(draws[row]);
            all.append(text);
            length += text.getBytes(StandardCharsets.UTF_8).length;
            offsets[row + 1] = length;
            found.add(text.isEmpty() ? null : (Object) text);
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        add(name, ColumnType.TEXT, new Column.TextColumn(bytes, offsets), found);
    }

    private String text(long draw) {
        int which = (int) (draw % (WORDS.length + 1));
        String word = which == WORDS.length ? last : WORDS[which];
        int copies = draw % 97 == 0 ? 70 : (int) (draw % 3);
        return word.repeat(copies) + (draw % 5 == 0 ? "" : Long.toString(draw, 36));
    }

    private void add(String name, ColumnType type, Column column, List<@Nullable Object> found) {
        fields.add(new Field(name, type, "drawn"));
        columns.add(column);
        cells.add(found);
    }
}
