package dev.venturi.pipeline.database;

import dev.venturi.pipeline.cache.LookupLoader;
import dev.venturi.pipeline.cache.LookupRow;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks rows up by one column of a table or query, many keys in one query.
///
/// Keys are `Long` or `String`, as the key column is. A key that several rows have is an error, for
/// which of them was meant nobody can say. Thread-safe: every thread that loads uses a connection
/// of its own, which is kept for the next.
///
/// ```java
/// try (DatabaseLookup users = DatabaseLookup.open(DatabaseSource.table(shop, "users"), "id", List.of("name", "tier"))) {
///     Map<Object, LookupRow> found = users.load(Set.of(17L, 23L));
/// }
/// ```
public final class DatabaseLookup implements LookupLoader<Object, LookupRow>, Closeable {
    /// Keys of one query at most; PostgreSQL takes 65,535 parameters.
    private static final int MOST_KEYS = 30_000;

    private final DatabaseSource source;
    private final String key;
    private final List<String> columns;
    private final Schema schema;
    private final ColumnType keyType;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
    private final Set<Session> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private DatabaseLookup(
            DatabaseSource source,
            String key,
            List<String> columns,
            Schema schema,
            ColumnType keyType) {
        this.source = source;
        this.key = key;
        this.columns = List.copyOf(columns);
        this.schema = schema;
        this.keyType = keyType;
    }

    /// Asks the database what the columns are.
    ///
    /// @param key the column the keys stand in
    /// @param columns those wanted, in this order; none: all but the key
    /// @throws UsageException when there is no such column, or keys of its type cannot be looked up
    /// @throws java.io.UncheckedIOException when the database cannot be reached
    public static DatabaseLookup open(DatabaseSource source, String key, List<String> columns) {
        Database database = source.database();
        DatabaseSource none =
                DatabaseSource.query(
                        database,
                        "SELECT * FROM (%s) AS looked_up WHERE 1 = 0".formatted(source.query()));
        Schema all;
        try (DatabaseRows rows = none.open()) {
            all = rows.schema();
        }
        Field keyField = all.fields().get(all.require(key, "look-up key"));
        if (keyField.type() != ColumnType.INT64 && keyField.type() != ColumnType.TEXT) {
            throw new UsageException(
                    "%s: column \"%s\" holds %s; rows are looked up by whole numbers or texts"
                            .formatted(database.name(), key, keyField.reason()));
        }
        List<String> wanted =
                columns.isEmpty()
                        ? all.names().stream().filter(name -> !name.equals(key)).toList()
                        : columns;
        List<Field> fields =
                wanted.stream()
                        .map(name -> all.fields().get(all.require(name, "look-up")))
                        .toList();
        Set<String> instants = new HashSet<>(all.instants());
        instants.retainAll(Set.copyOf(wanted));
        return new DatabaseLookup(
                source, key, wanted, new Schema(fields, Map.of(), instants), keyField.type());
    }

    /// The columns of the rows it finds.
    public Schema schema() {
        return schema;
    }

    /// INT64 or TEXT.
    public ColumnType keyType() {
        return keyType;
    }

    @Override
    public Map<Object, LookupRow> load(Set<Object> keys) {
        Map<Object, LookupRow> found = HashMap.newHashMap(keys.size());
        Iterator<Object> all = keys.iterator();
        while (all.hasNext()) {
            List<Object> some = new ArrayList<>();
            while (all.hasNext() && some.size() < MOST_KEYS) {
                some.add(all.next());
            }
            load(some, found);
        }
        return found;
    }

    private void load(List<Object> keys, Map<Object, LookupRow> found) {
        Session session = idle.poll();
        if (session == null) {
            session = Session.open(source.database());
        }
        boolean fine = false;
        running.add(session);
        try {
            if (closed) {
                session.cancel();
            }
            query(session, keys, found);
            session.connection.rollback(); // the next query sees the table as it is then
            fine = true;
        } catch (SQLException e) {
            throw session.failure("look up %,d keys by \"%s\"".formatted(keys.size(), key), e);
        } finally {
            running.remove(session);
            if (fine) {
                idle.add(session);
            } else {
                session.close();
            }
        }
    }

    private void query(Session session, List<Object> keys, Map<Object, LookupRow> found)
            throws SQLException {
        // few different statements, for the database prepares each: the last key is repeated
        int places = Integer.highestOneBit(Math.max(1, 2 * keys.size() - 1));
        String sql = statement(session.connection, places);
        try (PreparedStatement statement = session.prepared(sql)) {
            for (int p = 0; p < places; p++) {
                switch (keys.get(Math.min(p, keys.size() - 1))) {
                    case Long number -> statement.setLong(p + 1, number);
                    case String text -> statement.setString(p + 1, text);
                    case Object other ->
                            throw new IllegalArgumentException(
                                    "keys are Long or String, found " + other.getClass());
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                read(new DatabaseRows(session, result), found);
            }
        }
    }

    private String statement(Connection connection, int places) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        TableName names = new TableName(null, "looked_up", quote);
        String selected = columns.stream().map(names::quoted).collect(Collectors.joining(", "));
        String marks =
                IntStream.range(0, places).mapToObj(_ -> "?").collect(Collectors.joining(", "));
        return "SELECT %s AS looked_up_by, %s FROM (%s) AS looked_up WHERE %s IN (%s)"
                .formatted(names.quoted(key), selected, source.query(), names.quoted(key), marks);
    }

    private void read(DatabaseRows rows, Map<Object, LookupRow> found) {
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
            Column keys = batch.columns().getFirst();
            for (int row = 0; row < batch.rows(); row++) {
                Object value = cell(keys, row);
                List<@Nullable Object> cells = new ArrayList<>();
                for (Column column : batch.columns().subList(1, batch.columns().size())) {
                    cells.add(cell(column, row));
                }
                if (value != null && found.put(value, new LookupRow(cells)) != null) {
                    throw new MalformedDataException(
                            new Position(source.database().name(), 0, key),
                            "several rows have %s \"%s\"; expected one: look up by another column, or make the query choose one"
                                    .formatted(key, value));
                }
            }
        }
    }

    private static @Nullable Object cell(Column column, int row) {
        return switch (column) {
            case Column.DoubleColumn(double[] values) ->
                    Double.isNaN(values[row]) ? null : values[row];
            case Column.LongColumn(long[] values, boolean[] nulls) ->
                    nulls != null && nulls[row] ? null : values[row];
            case Column.TextColumn(byte[] bytes, int[] offsets) -> {
                int length = offsets[row + 1] - offsets[row];
                yield length == 0
                        ? null
                        : new String(bytes, offsets[row], length, StandardCharsets.UTF_8);
            }
        };
    }

    /// Stops what is being looked up, with a [java.util.concurrent.CancellationException] for
    /// whoever waits for it, and closes all connections.
    @Override
    public void close() {
        closed = true;
        running.forEach(Session::cancel);
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            session.close();
        }
    }
}
