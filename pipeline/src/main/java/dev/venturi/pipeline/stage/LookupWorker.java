package dev.venturi.pipeline.stage;

import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.pipeline.cache.CacheStatistics;
import dev.venturi.pipeline.cache.LookupCache;
import dev.venturi.pipeline.cache.LookupRow;
import dev.venturi.pipeline.cache.LookupRowCodec;
import dev.venturi.pipeline.cache.RedisLevel;
import dev.venturi.pipeline.database.DatabaseLookup;
import dev.venturi.pipeline.database.DatabaseSource;
import dev.venturi.pipeline.graph.ContentHash;
import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.pipeline.stage.LookupStep.From;
import dev.venturi.table.Batch;
import dev.venturi.table.BatchReader;
import dev.venturi.table.Column.LongColumn;
import dev.venturi.table.Column.TextColumn;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Adds columns found by a key: in the table of another stage, held in memory, or in a database
/// through a cache, the missing keys of some thousand rows in one query.
record LookupWorker(LookupStep step) implements Worker {
    /// Where rows are found.
    ///
    /// @param added their columns
    private record Place(Schema added, ColumnType keyType, Finder finder, Closeable closed)
            implements Closeable {
        @Override
        public void close() throws IOException {
            closed.close();
        }
    }

    /// Finds rows.
    private interface Finder {
        Map<Object, LookupRow> find(Set<Object> keys) throws IOException;
    }

    @Override
    public Schema check(StageCheck check) throws IOException {
        return switch (step.from()) {
            case From.Stage _ -> {
                Schema from = check.inputs().getLast();
                List<String> added = added(from, check.roles());
                Field match = matched(from, check.roles());
                yield output(check.input(), chosen(from, added), match.type(), check.roles());
            }
            case From.Table table -> {
                try (DatabaseLookup lookup = open(table, check.roles())) {
                    yield output(check.input(), lookup.schema(), lookup.keyType(), check.roles());
                }
            }
        };
    }

    private Field matched(Schema from, Roles roles) {
        String key = step.match().equals(step.key()) ? "key" : "match";
        int index = roles.with(key, () -> from.require(step.match(), "--" + key));
        Field field = from.fields().get(index);
        if (field.type() != ColumnType.INT64 && field.type() != ColumnType.TEXT) {
            throw roles.problem(
                    key,
                    "column \"%s\" holds %s (%s); rows are looked up by whole numbers or texts"
                            .formatted(field.name(), field.type(), field.reason()));
        }
        return field;
    }

    private List<String> added(Schema from, Roles roles) {
        if (step.add().isEmpty()) {
            return from.names().stream().filter(name -> !name.equals(step.match())).toList();
        }
        for (String name : step.add()) {
            roles.with("add", () -> from.require(name, "--add"));
        }
        return step.add();
    }

    private static Schema chosen(Schema from, List<String> names) {
        Set<String> instants = new HashSet<>(from.instants());
        instants.retainAll(Set.copyOf(names));
        return new Schema(
                names.stream().map(name -> from.fields().get(from.indexOf(name))).toList(),
                Map.of(),
                instants);
    }

    /// The columns of the rows made; complains where the keys' types differ.
    private Schema output(Schema input, Schema added, ColumnType keyType, Roles roles) {
        int key = roles.with("key", () -> input.require(step.key(), "--key"));
        Field field = input.fields().get(key);
        if (field.type() != keyType) {
            throw roles.problem(
                    "key",
                    "column \"%s\" holds %s (%s), but \"%s\" where rows are found holds %s; read both as one type, for example with types: {%s: text}"
                            .formatted(
                                    field.name(),
                                    field.type(),
                                    field.reason(),
                                    step.match(),
                                    keyType,
                                    field.name()));
        }
        List<Field> fields = new ArrayList<>(input.fields());
        for (Field one : added.fields()) {
            if (input.indexOf(one.name()) >= 0) {
                throw roles.problem(
                        "add",
                        "both tables have a column \"%s\"; name the columns to add, or rename one"
                                .formatted(one.name()));
            }
            fields.add(one);
        }
        Set<String> instants = new HashSet<>(input.instants());
        instants.addAll(added.instants());
        return new Schema(fields, Map.of(), instants);
    }

    private DatabaseLookup open(From.Table table, Roles roles) {
        return roles.with(
                "table",
                () ->
                        DatabaseLookup.open(
                                DatabaseSource.table(table.database().open(), table.table()),
                                step.match(),
                                step.add()));
    }

    private Place place(StageJob job) throws IOException {
        return switch (step.from()) {
            case From.Stage(String name) -> inMemory(job.context().input(name), job);
            case From.Table table -> {
                DatabaseLookup lookup = open(table, job.roles());
                StageContext.Registration hook = job.context().onCancel(lookup::close);
                LookupCache<Object, LookupRow> cache = cache(lookup, table, job.roles());
                yield new Place(
                        lookup.schema(),
                        lookup.keyType(),
                        cache::getAll,
                        () -> {
                            hook.close();
                            count(cache.statistics(), job);
                            cache.close();
                            lookup.close();
                        });
            }
        };
    }

    private LookupCache<Object, LookupRow> cache(
            DatabaseLookup lookup, From.Table table, Roles roles) {
        LookupCache.Builder<Object, LookupRow> cache =
                LookupCache.<Object, LookupRow>builder(lookup).maximumSize(step.cache().entries());
        step.cache().timeToLive().ifPresent(time -> cache.timeToLive(time).jitter(0.1));
        if (!step.cache().redis().isEmpty()) {
            String prefix =
                    ContentHash.begin()
                            .text(table.database().url())
                            .text(table.table())
                            .text(step.match())
                            .text(lookup.schema().toString())
                            .hex();
            cache.secondLevel(
                    roles.with(
                            "cache",
                            () ->
                                    RedisLevel.connect(
                                            step.cache().redis(),
                                            "venturi:" + prefix.substring(0, 16) + ":",
                                            String::valueOf,
                                            new LookupRowCodec())));
        }
        return cache.build();
    }

    private static void count(CacheStatistics statistics, StageJob job) {
        job.context().count("cache hits", statistics.hits() + statistics.negativeHits());
        job.context().count("in Redis", statistics.secondLevel());
        job.context().count("looked up", statistics.found() + statistics.absent());
        job.context().count("queries", statistics.loads());
    }

    /// All rows of a table by their key.
    private Place inMemory(StageTable table, StageJob job) throws IOException {
        Map<Object, LookupRow> rows = new HashMap<>();
        try (StageTable.Opened from = table.open()) {
            Schema schema = from.table().schema();
            Field match = matched(schema, job.roles());
            List<String> names = added(schema, job.roles());
            List<Integer> columns = new ArrayList<>();
            columns.add(schema.indexOf(step.match()));
            names.forEach(name -> columns.add(schema.indexOf(name)));
            long number = 0;
            try (BatchReader reader = from.table().batches(columns)) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    job.context().checkCancelled();
                    for (int r = 0; r < batch.rows(); r++) {
                        number++;
                        Object key = cell(batch, 0, r);
                        if (key == null) {
                            continue;
                        }
                        List<@Nullable Object> cells = new ArrayList<>();
                        for (int c = 1; c < columns.size(); c++) {
                            cells.add(cell(batch, c, r));
                        }
                        if (rows.put(key, new LookupRow(cells)) != null) {
                            throw new MalformedDataException(
                                    new Position(
                                            "table of stage \"%s\""
                                                    .formatted(job.inputs().getLast()),
                                            number,
                                            step.match()),
                                    "several rows have the key \"%s\", expected one; make them distinct first"
                                            .formatted(key));
                        }
                    }
                }
            }
            return new Place(
                    chosen(schema, names),
                    match.type(),
                    keys -> {
                        Map<Object, LookupRow> found = new HashMap<>();
                        for (Object key : keys) {
                            LookupRow row = rows.get(key);
                            if (row != null) {
                                found.put(key, row);
                            }
                        }
                        return found;
                    },
                    () -> {});
        }
    }

    private static @Nullable Object cell(Batch batch, int column, int row) {
        return switch (batch.columns().get(column)) {
            case dev.venturi.table.Column.DoubleColumn(double[] values) ->
                    Double.isNaN(values[row]) ? null : (Object) values[row];
            case LongColumn(long[] values, boolean[] nulls) ->
                    nulls != null && nulls[row] ? null : (Object) values[row];
            case TextColumn(byte[] bytes, int[] offsets) -> {
                int length = offsets[row + 1] - offsets[row];
                yield length == 0
                        ? null
                        : new String(bytes, offsets[row], length, StandardCharsets.UTF_8);
            }
        };
    }

    @Override
    public StageTable run(StageJob job) throws IOException {
        try (StageTable.Opened input = job.input().open();
                Place place = place(job)) {
            Schema schema = input.table().schema();
            Schema output = output(schema, place.added(), place.keyType(), job.roles());
            int key = schema.indexOf(step.key());
            List<Integer> all = IntStream.range(0, schema.fields().size()).boxed().toList();
            Row row = new Row(schema);
            RowWriter out = new RowWriter(output);
            RowTexts texts = new RowTexts(schema);
            long read = 0;
            long written = 0;
            try (BatchReader reader = input.table().batches(all);
                    ParquetWriter writer = job.writer(output, input.nanIsResult());
                    Rejects rejects = job.openRejects(schema)) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    job.context().checkCancelled();
                    Set<Object> keys = new HashSet<>();
                    for (int r = 0; r < batch.rows(); r++) {
                        Object asked = cell(batch, key, r);
                        if (asked != null) {
                            keys.add(asked);
                        }
                    }
                    Map<Object, LookupRow> found =
                            keys.isEmpty() ? Map.of() : place.finder().find(keys);
                    for (int r = 0; r < batch.rows(); r++) {
                        read++;
                        Object asked = cell(batch, key, r);
                        LookupRow match = asked == null ? null : found.get(asked);
                        if (match == null && isLeftOut(read, asked, batch, r, rejects, texts)) {
                            continue;
                        }
                        out.copy(row.at(batch, r, read));
                        if (match != null) {
                            set(out, match, place.added());
                        }
                        out.write();
                    }
                    written += out.rows();
                    writer.write(out.take());
                    job.context().progress("%,d rows".formatted(read), Double.NaN);
                }
                writer.commit();
                rejects.finish();
            }
            job.context().count("rows", written);
        }
        return job.made();
    }

    /// Whether a row whose key was not found stays out of the table.
    private boolean isLeftOut(
            long number,
            @Nullable Object asked,
            Batch batch,
            int r,
            Rejects rejects,
            RowTexts texts)
            throws IOException {
        String reason =
                asked == null
                        ? "the key is missing"
                        : "found no row whose %s is \"%s\"".formatted(step.match(), asked);
        Position place =
                new Position("table of stage \"%s\"".formatted(step.input()), number, step.key());
        return switch (step.missing()) {
            case KEEP -> false;
            case DROP -> true;
            case REJECT -> {
                rejects.add(place, reason, texts.of(batch, r));
                yield true;
            }
            case ERROR ->
                    throw new MalformedDataException(
                            place, reason + "; missing: keep, drop or reject lets the run go on");
        };
    }

    private static void set(RowWriter out, LookupRow match, Schema added) {
        for (int c = 0; c < added.fields().size(); c++) {
            String name = added.fields().get(c).name();
            switch (match.cells().get(c)) {
                case Long whole -> out.set(name, (long) whole);
                case Double number -> out.set(name, (double) number);
                case String text -> out.set(name, text);
                case null -> {}
                default -> throw new IllegalStateException(name);
            }
        }
    }

    @Override
    public boolean isReusable() {
        return step.from() instanceof From.Stage;
    }
}
