package dev.venturi.feature;

import dev.venturi.table.Batch;
import dev.venturi.table.BatchSink;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes finished entities in order, holds them against what the table promised, and keeps the
/// facts that only the whole run knows.
///
/// Whether a column is int64 is decided by its last value. Until then results of features that keep
/// the column's type are written as what they look like. Where the int64 result and the float64
/// result are one integer of at most 2^53 the text is the same under both outcomes; where they are
/// not, the int64 is written, and when the column then turns out to have a fraction, the run begins
/// again ([TypeAssumptionException]). So it does when such results were written as float64 and a
/// column without a value in the sample turns out to hold nothing but integers.
///
/// A sink that keeps types (Parquet) cannot take a column as it comes: there every result that is
/// not missing depends on the type.
final class FeatureOutput {
    private static final double EXACT_AS_DOUBLE = 0x1p53;
    private static final String LATE_FRACTION = "a later value has a fraction or is beyond int64";
    private static final String ALL_WHOLE = "every value is a whole number";

    private final TableSource source;
    private final ResolvedPlan plan;
    private final BatchSink sink;
    private final boolean sinkKeepsTypes;
    private final SequentialRows table;
    private final FinishedKeys finished = new FinishedKeys();
    private final @Nullable OrderedRows ordered;
    private final boolean regrouped;

    /// Whether a column is written as float64.
    private final boolean[] fractional;

    /// Whether no value of a column was known when the table was opened, nor a fraction since.
    private final boolean[] undecided;

    /// Whether results were written whose text depends on the type of their column.
    private final boolean[] typedWritten;

    private final @Nullable String[] overflow;
    private final long[] tooShort;
    private final int[] keyEnds;
    private final List<ResolvedPlan.Output> outputs;
    private final boolean zoned;
    private long entities;
    private long rows;
    private long equalRows = -1;
    private String equalRowsKey = "";

    /// @param ordered what puts finished entities in order, when they do not come in it
    /// @param regrouped whether rows were brought together, so that no entity can return
    FeatureOutput(
            TableSource source,
            ResolvedPlan plan,
            BatchSink sink,
            SequentialRows table,
            @Nullable OrderedRows ordered,
            boolean regrouped) {
        this.source = source;
        this.plan = plan;
        this.sinkKeepsTypes = sink.keepsTypes();
        this.sink = sinkKeepsTypes ? new TypedKeys(sink, plan) : sink;
        this.table = table;
        this.ordered = ordered;
        this.regrouped = regrouped;
        this.fractional = new boolean[plan.columns().size()];
        this.undecided = new boolean[fractional.length];
        for (int c = 0; c < fractional.length; c++) {
            fractional[c] = plan.columns().get(c).field().type() == ColumnType.FLOAT64;
            undecided[c] = source.undecided(plan.projection().values().get(c));
        }
        this.typedWritten = new boolean[fractional.length];
        this.overflow = new String[fractional.length];
        this.tooShort = new long[plan.cells()];
        this.outputs = plan.outputs();
        this.zoned =
                plan.cutoffs().isGrid()
                        && source.zone(plan.projection().order().getFirst()).isPresent();
        this.keyEnds = new int[plan.keys().size()];
    }

    /// Entities written so far.
    long entities() {
        return entities;
    }

    /// Rows written so far: of each entity one, or one for each of its cut-offs.
    long rows() {
        return rows;
    }

    /// Facts of a split whose entities have been written.
    void note(SplitFacts facts) {
        for (int c = 0; c < fractional.length; c++) {
            fractional[c] |= facts.fractional()[c];
            undecided[c] &= !facts.fractional()[c];
            if (sinkKeepsTypes && fractional[c] && isWrittenAsWhole(c)) {
                throw fractionFound(c);
            }
        }
    }

    /// Whether the output has columns that are int64 because this one was taken to be.
    private boolean isWrittenAsWhole(int column) {
        return plan.columns().get(column).field().type() == ColumnType.INT64
                && plan.columns().get(column).features().stream()
                        .anyMatch(FeatureDefinition::keepsType);
    }

    /// Writes a block of finished entities.
    ///
    /// @throws ReturnedEntityException when an entity ended before
    void write(FeatureBlock block) throws IOException, InterruptedException {
        for (int e = 0; e < block.entities(); e++) {
            for (int k = 0; k < keyEnds.length; k++) {
                keyEnds[k] = block.keyEnd(e, k);
            }
            if (block.further[e]) {
                continue;
            }
            entities++;
            int from = keyEnds.length == 0 ? 0 : block.keyStart(e, 0);
            if (!regrouped && finished.mayHaveEndedBefore(block.keyBytes(), from, keyEnds)) {
                new ReturnedEntity(source, plan, table)
                        .confirm(block.key(e), block.files[e], block.positions[e]);
            }
            requireEqualLength(block, e);
        }
        for (FeatureBlock.Rowless entity : block.rowless) {
            requireNew(entity);
        }
        if (block.entities() == 0) {
            return;
        }
        for (int f = 0; f < tooShort.length; f++) {
            tooShort[f] += block.cells.tooShort[f];
        }
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < keyEnds.length; k++) {
            columns.add(keyColumn(block, k));
        }
        if (plan.cutoffs().isGrid()) {
            columns.add(CutoffColumn.of(block, plan.cutoffs().type(), zoned, sink.keepsTypes()));
        }
        for (int cell = 0; cell < outputs.size(); cell++) {
            ResolvedPlan.Output output = outputs.get(cell);
            columns.add(cellColumn(block, output.column(), cell, output.feature()));
        }
        rows += block.entities();
        Batch batch = new Batch(block.entities(), columns);
        if (ordered != null) {
            ordered.add(batch, block.files, block.positions);
        } else {
            sink.write(batch);
        }
    }

    /// An entity without a row ends like every other one: what comes of it later belongs to it.
    private void requireNew(FeatureBlock.Rowless entity) throws IOException, InterruptedException {
        if (regrouped || keyEnds.length == 0) {
            return;
        }
        int end = 0;
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        for (int k = 0; k < keyEnds.length; k++) {
            byte[] part = entity.key().parts()[k];
            keys.writeBytes(part);
            end += part.length;
            keyEnds[k] = end;
        }
        if (finished.mayHaveEndedBefore(keys.toByteArray(), 0, keyEnds)) {
            new ReturnedEntity(source, plan, table)
                    .confirm(entity.key(), entity.file(), entity.position());
        }
    }

    private void requireEqualLength(FeatureBlock block, int entity) throws IOException {
        if (!plan.plan().preset().needsEqualLengths()) {
            return;
        }
        if (equalRows < 0) {
            equalRows = block.rows[entity];
            equalRowsKey = block.key(entity).toString();
        } else if (equalRows != block.rows[entity]) {
            Position place =
                    source.locate(block.files[entity], block.positions[entity], 0, nameOfKey());
            throw new MalformedDataException(
                    place,
                    ("preset case-v3 needs entities of equal length: entity %s has %d rows, entity %s has %d; "
                                    + "use --preset standard or case-v1")
                            .formatted(
                                    equalRowsKey,
                                    equalRows,
                                    block.key(entity),
                                    block.rows[entity]));
        }
    }

    private String nameOfKey() {
        return plan.keys().isEmpty() ? "" : plan.keys().getFirst().name();
    }

    private static Column keyColumn(FeatureBlock block, int k) {
        int n = block.entities();
        int[] offsets = new int[n + 1];
        for (int e = 0; e < n; e++) {
            offsets[e + 1] = offsets[e] + block.keyEnd(e, k) - block.keyStart(e, k);
        }
        byte[] bytes = new byte[offsets[n]];
        for (int e = 0; e < n; e++) {
            System.arraycopy(
                    block.keyBytes(),
                    block.keyStart(e, k),
                    bytes,
                    offsets[e],
                    offsets[e + 1] - offsets[e]);
        }
        return new Column.TextColumn(bytes, offsets);
    }

    private Column cellColumn(FeatureBlock block, int column, int cell, FeatureDefinition feature) {
        int n = block.entities();
        double[] values = block.cells.values[cell];
        return switch (feature.contract().result()) {
            case FLOAT64 -> {
                noteOverflow(block, column, cell, feature);
                yield new Column.DoubleColumn(values);
            }
            case INT64 -> wholeColumn(values, null, n);
            case AS_COLUMN -> {
                noteOverflow(block, column, cell, feature);
                yield asColumn(block, column, cell);
            }
        };
    }

    private Column asColumn(FeatureBlock block, int column, int cell) {
        double[] values = block.cells.values[cell];
        long[] whole = block.cells.whole[cell];
        if (whole == null || (fractional[column] && !undecided[column])) {
            return new Column.DoubleColumn(values);
        }
        boolean typed = false;
        boolean fraction = false;
        for (int e = 0; e < block.entities(); e++) {
            typed |= dependsOnType(values[e], whole[e]);
            fraction |= isFraction(values[e]);
        }
        if (!fraction) {
            typedWritten[column] |= typed;
        } else if (typed && !fractional[column]) {
            throw fractionFound(column);
        }
        return fraction || fractional[column]
                ? new Column.DoubleColumn(values)
                : wholeColumn(values, whole, block.entities());
    }

    /// Whether a result is written differently as an int64 and as a double.
    private boolean dependsOnType(double value, long whole) {
        if (sinkKeepsTypes) {
            return !Double.isNaN(value);
        }
        return Math.abs(value) > EXACT_AS_DOUBLE || (!Double.isNaN(value) && (long) value != whole);
    }

    private static boolean isFraction(double value) {
        boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
        return negativeZero || (!Double.isNaN(value) && value != Math.rint(value));
    }

    /// Whole numbers: from `whole`, or from the doubles where that is null; NaN in `values` is
    /// null.
    private static Column wholeColumn(double[] values, long @Nullable [] whole, int n) {
        long[] longs = new long[n];
        boolean[] missing = null;
        for (int e = 0; e < n; e++) {
            longs[e] = whole == null ? (long) values[e] : whole[e];
            if (Double.isNaN(values[e])) {
                missing = missing == null ? new boolean[n] : missing;
                missing[e] = true;
            }
        }
        return new Column.LongColumn(longs, missing);
    }

    private void noteOverflow(FeatureBlock block, int column, int cell, FeatureDefinition feature) {
        int entity = block.cells.overflow[cell];
        if (entity >= 0 && overflow[column] == null) {
            overflow[column] =
                    "entity %s: %s of the int64 column is beyond the range of int64; --types %s:float64 computes in doubles"
                            .formatted(
                                    block.key(entity),
                                    feature,
                                    plan.columns().get(column).field().name());
        }
    }

    private TypeAssumptionException fractionFound(int column) {
        return new TypeAssumptionException(
                plan.projection().values().get(column), ColumnType.FLOAT64, LATE_FRACTION);
    }

    /// Checks what only the end can tell, writes what was held back, and commits.
    ///
    /// @return sentences for the user
    List<String> finish() throws IOException, InterruptedException {
        for (int c = 0; c < fractional.length; c++) {
            String problem = overflow[c];
            boolean assumedWhole = plan.columns().get(c).field().type() == ColumnType.INT64;
            boolean typed = typedWritten[c] || problem != null;
            if (assumedWhole && fractional[c] && typed) {
                throw fractionFound(c);
            }
            if (undecided[c] && typed) {
                throw new TypeAssumptionException(
                        plan.projection().values().get(c), ColumnType.INT64, ALL_WHOLE);
            }
            if (assumedWhole && !fractional[c] && problem != null) {
                throw new MalformedDataException(
                        new Position(
                                String.join(", ", source.files()),
                                0,
                                plan.columns().get(c).field().name()),
                        problem);
            }
        }
        List<String> warnings = windowWarnings();
        if (ordered != null) {
            ordered.writeTo(sink);
        }
        sink.commit();
        return warnings;
    }

    private List<String> windowWarnings() {
        List<String> warnings = new ArrayList<>();
        for (int cell = 0; cell < outputs.size(); cell++) {
            long shorter = tooShort[cell];
            String name = outputs.get(cell).feature().toString();
            String column = plan.columns().get(outputs.get(cell).column()).field().name();
            if (shorter > 0 && shorter == rows && plan.cutoffs().isNone()) {
                throw new MalformedDataException(
                        new Position(String.join(", ", source.files()), 0, column),
                        "%s: the window is longer than every series of the table; take a shorter window"
                                .formatted(name));
            }
            if (shorter > 0) {
                warnings.add(
                        "%s of column \"%s\": %,d of %,d %s have fewer values than the window; their result is missing"
                                .formatted(
                                        plan.cutoffs().isNone() ? name : outputs.get(cell).name(),
                                        column,
                                        shorter,
                                        rows,
                                        plan.cutoffs().isGrid() ? "rows" : "entities"));
            }
        }
        return warnings;
    }

    /// The value columns with the types the whole input gave them.
    List<Field> finalFields() {
        List<Field> fields = new ArrayList<>();
        for (int c = 0; c < fractional.length; c++) {
            Field field = plan.columns().get(c).field();
            boolean late = fractional[c] && field.type() == ColumnType.INT64;
            fields.add(late ? new Field(field.name(), ColumnType.FLOAT64, LATE_FRACTION) : field);
        }
        return fields;
    }
}
