package dev.venturi.pipeline.file;

import dev.venturi.feature.Preset;
import dev.venturi.parquet.write.ParquetCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The keys of each type of stage: what the parser takes, and what the schema for editors says.
final class StageKeys {
    private static final Key INPUT =
            Key.required("input", new Form.StageName(), "The stage whose table is taken.");
    private static final Key CLASS_WITH =
            Key.of("with", new Form.NamedTexts(), "Texts for the constructor of the class.");
    private static final Key DATABASE =
            Key.of("database", new Form.DatabaseName(), "A database of databases:.");
    private static final String ORDER =
            " Each may be followed by asc or desc, and by nulls first or nulls last.";

    /// What every stage takes.
    static final List<Key> COMMON =
            List.of(
                    Key.of("description", new Form.Text(), "For people."),
                    Key.of(
                            "timeout",
                            new Form.Span(),
                            "The stage is stopped after this time and the run ends. Default: never."),
                    Key.of(
                            "retry",
                            new Form.Part(
                                    "a way of trying again",
                                    List.of(
                                            Key.required(
                                                    "attempts",
                                                    new Form.Whole(1, 100),
                                                    "Attempts at most, the first among them."),
                                            Key.of(
                                                    "wait",
                                                    new Form.Span(),
                                                    "Before the second attempt; twice as long before each further one. Default: 1s."))),
                            "How often it is tried when the machine or a database fails. Default: once."),
                    Key.of(
                            "isolate",
                            new Form.Flag(),
                            "Whether a class of your own (map, filter) runs in a JVM of its own, which a timeout kills. Default: false."),
                    Key.of(
                            "rejects",
                            new Form.Part(
                                    "a place for rows that cannot be used",
                                    List.of(
                                            Key.required(
                                                    "file",
                                                    new Form.Text(),
                                                    "A CSV file for the rows, each with its place and reason: rows of CSV files that read cannot read, and those that map, filter, lookup or resample cannot use."),
                                            Key.of(
                                                    "limit",
                                                    new Form.Whole(0, Long.MAX_VALUE),
                                                    "Rejected rows at most; more end the run. Default: 1000."))),
                            "Rows that cannot be used are put aside. Default: such a row ends the run."));

    private static final List<Key> READ =
            List.of(
                    Key.of(
                            "files",
                            new Form.Texts(),
                            "Files, directories or patterns: CSV, Parquet, Arrow. From the directory of the pipeline file."),
                    DATABASE,
                    Key.of("table", new Form.Text(), "The table of the database."),
                    Key.of("query", new Form.Text(), "A query in the database's SQL."),
                    Key.of("select", new Form.Texts(), "Columns to read. Default: all."),
                    Key.of(
                            "types",
                            new Form.NamedTexts(),
                            "Types of columns instead of those found out: text, int64, float64, boolean, timestamp, date."),
                    Key.of(
                            "header",
                            new Form.Flag(),
                            "Whether the first row of CSV names the columns. Default: true."),
                    Key.of(
                            "delimiter",
                            new Form.Text(),
                            "What separates fields of CSV, or tab. Default: found out."),
                    Key.of(
                            "null-tokens",
                            new Form.Texts(),
                            "Texts that mean a missing value. Default: NA, N/A, NaN, nan, null, NULL, None."),
                    Key.of(
                            "time-zone",
                            new Form.Text(),
                            "Zone of times of CSV that name none. Default: they stay as they are."));

    private static final List<Key> SQL =
            List.of(
                    Key.required(
                            "query",
                            new Form.Text(),
                            "One statement of DuckDB's SQL that gives rows; the inputs are tables of their names."),
                    Key.of(
                            "inputs",
                            new Form.StageNames(),
                            "The stages whose tables the query sees."));

    private static final List<Key> FEATURES =
            List.of(
                    INPUT,
                    Key.of("by", new Form.Texts(), "Columns whose values name an entity."),
                    Key.of(
                            "order-by",
                            new Form.Texts(),
                            "Columns that order the rows of an entity."),
                    Key.of(
                            "select",
                            new Form.Texts(),
                            "Columns to compute features of. Default: all numeric ones."),
                    Key.of(
                            "features",
                            new Form.Texts(),
                            "Features to compute: mean, quantile(0.9), load:autocorrelation(lag=7)."),
                    Key.of(
                            "preset",
                            new Form.Choice(Preset.labels()),
                            "What the features mean. Default: standard."),
                    Key.of(
                            "where",
                            new Form.Texts(),
                            "Conditions on rows, all of which must hold."),
                    Key.of(
                            "as-of",
                            new Form.Text(),
                            "Only rows before this: a date, a number or a column."),
                    Key.of(
                            "windows",
                            new Form.Texts(),
                            "Windows that end at the cut-off: 7d, 30d."),
                    Key.of(
                            "every",
                            new Form.Text(),
                            "A row for each entity and cut-off of a grid: 7d."),
                    Key.of(
                            "keep-null-key",
                            new Form.Flag(),
                            "Rows without a key are an entity of their own. Default: false, an error."),
                    Key.of(
                            "sort-output",
                            new Form.Flag(),
                            "Entities by key instead of by first appearance. Default: false."));

    private static final List<Key> AGGREGATE =
            List.of(
                    INPUT,
                    Key.of(
                            "by",
                            new Form.Texts(),
                            "Columns that make a group. Default: the table is one."),
                    Key.required(
                            "compute",
                            new Form.NamedTexts(),
                            "Names of new columns and what they hold: rows, sum(price), quantile(price, 0.9), approximate-distinct(user, error=0.02), approximate-quantile(price, 0.9, error=0.02)."),
                    Key.of(
                            "reproducible",
                            new Form.Flag(),
                            "Sums with the same bits for any cut and order of merging. Default: false."));

    private static final List<Key> SORT =
            List.of(INPUT, Key.required("by", new Form.Texts(), "Columns." + ORDER));

    private static final List<Key> TOP =
            List.of(
                    INPUT,
                    Key.required(
                            "count",
                            new Form.Whole(1, 100_000_000),
                            "Rows, of the table or of each group."),
                    Key.required("by", new Form.Texts(), "Columns." + ORDER),
                    Key.of("per", new Form.Texts(), "Columns that make a group."));

    private static final List<Key> DISTINCT =
            List.of(
                    INPUT,
                    Key.of(
                            "by",
                            new Form.Texts(),
                            "Columns whose combination is to be unique. Default: all."));

    private static final List<Key> LOOKUP =
            List.of(
                    INPUT,
                    Key.required(
                            "key", new Form.Text(), "The column that names the row to be found."),
                    Key.of(
                            "from",
                            new Form.StageName(),
                            "The stage in whose table rows are found."),
                    DATABASE,
                    Key.of(
                            "table",
                            new Form.Text(),
                            "The table of the database in which rows are found."),
                    Key.of(
                            "match",
                            new Form.Text(),
                            "The key's column there. Default: the name of the key."),
                    Key.of(
                            "add",
                            new Form.Texts(),
                            "Columns to add. Default: all but the key's; of a database they must be named."),
                    Key.of(
                            "missing",
                            new Form.Choice(List.of("keep", "drop", "reject", "error")),
                            "What becomes of a row whose key is not found. Default: keep, with empty columns."),
                    Key.of(
                            "cache",
                            new Form.Part(
                                    "a way of keeping rows found",
                                    List.of(
                                            Key.of(
                                                    "entries",
                                                    new Form.Whole(0, 1L << 40),
                                                    "Rows kept at most. Default: 100000."),
                                            Key.of(
                                                    "ttl",
                                                    new Form.Span(),
                                                    "How long one is kept; 0: not at all. Default: as long as the run."),
                                            Key.of(
                                                    "redis",
                                                    new Form.Text(),
                                                    "Address of a second level that outlives the run: redis://localhost:6379."))),
                            "How rows found in a database are kept."));

    private static final List<Key> MAP =
            List.of(
                    INPUT,
                    Key.required(
                            "class",
                            new Form.Text(),
                            "A RowMap, found on classpath:, by its name."),
                    CLASS_WITH);

    private static final List<Key> FILTER =
            List.of(
                    INPUT,
                    Key.of(
                            "where",
                            new Form.Texts(),
                            "Conditions, all of which must hold: price > 0 and ward = 'icu'."),
                    Key.of(
                            "class",
                            new Form.Text(),
                            "A RowTest, found on classpath:, by its name."),
                    CLASS_WITH,
                    Key.of(
                            "keys-of",
                            new Form.StageName(),
                            "The stage among whose keys that of a row may be (Bloom filter): no such row is left out, a few others pass."),
                    Key.of("key", new Form.Text(), "The column of the key, beside keys-of."),
                    Key.of(
                            "match",
                            new Form.Text(),
                            "The key's column in the table of keys-of. Default: the name of the key."),
                    Key.of(
                            "false-positives",
                            new Form.Share(),
                            "Share of the rows with other keys that may pass. Default: 0.01."));

    private static final List<Key> RESAMPLE =
            List.of(
                    INPUT,
                    Key.of("by", new Form.Texts(), "Columns whose values name an entity."),
                    Key.required("time", new Form.Text(), "The column of times."),
                    Key.required("every", new Form.Span(), "The distance of the grid."),
                    Key.required(
                            "compute",
                            new Form.NamedTexts(),
                            "Names of new columns and what they hold of a cell: mean(load), last(load)."),
                    Key.of(
                            "fill",
                            new Form.Choice(List.of("none", "previous", "linear")),
                            "What stands in a cell without a value. Default: none."));

    private static final List<Key> WRITE =
            List.of(
                    INPUT,
                    Key.of(
                            "file",
                            new Form.Text(),
                            "A file; its name tells the format. From the directory of the pipeline file."),
                    Key.of(
                            "format",
                            new Form.Choice(List.of("csv", "tsv", "parquet", "arrow")),
                            "The format where the name does not tell it."),
                    Key.of(
                            "codec",
                            new Form.Choice(ParquetCodec.labels()),
                            "How Parquet is compressed. Default: zstd."),
                    DATABASE,
                    Key.of("table", new Form.Text(), "The table of the database."),
                    Key.of(
                            "mode",
                            new Form.Choice(List.of("create", "append", "replace")),
                            "What becomes of a table that is there: create refuses it, append adds rows, replace replaces them. Default: create."));

    /// A type of stage.
    enum StageType {
        READ("read", StageKeys.READ, "Reads files, or a table or query of a database."),
        SQL(
                "sql",
                StageKeys.SQL,
                "A query over the tables of other stages, by an embedded DuckDB."),
        FEATURES(
                "features",
                StageKeys.FEATURES,
                "Features per entity, as venturi features computes them."),
        AGGREGATE("aggregate", StageKeys.AGGREGATE, "One row for each group of rows."),
        SORT("sort", StageKeys.SORT, "Rows in order."),
        TOP("top", StageKeys.TOP, "The first rows of an order, of the table or of each group."),
        DISTINCT("distinct", StageKeys.DISTINCT, "The first row of each combination of values."),
        LOOKUP("lookup", StageKeys.LOOKUP, "Adds columns found by a key in another table."),
        MAP("map", StageKeys.MAP, "Rows made of rows by a class of your own."),
        FILTER(
                "filter",
                StageKeys.FILTER,
                "Rows that satisfy conditions, that a class of your own lets pass, or whose key may be among those of another stage."),
        RESAMPLE("resample", StageKeys.RESAMPLE, "Rows on a grid of times."),
        WRITE("write", StageKeys.WRITE, "Writes a file, or a table of a database.");

        /// The word for it.
        final String word;

        /// For people.
        final String description;

        @SuppressWarnings("ImmutableEnumChecker") // of List.of
        private final List<Key> own;

        StageType(String word, List<Key> own, String description) {
            this.word = word;
            this.own = own;
            this.description = description;
        }

        /// All keys but `type`.
        List<Key> keys() {
            List<Key> keys = new ArrayList<>(own);
            keys.addAll(COMMON);
            return keys;
        }

        static List<String> words() {
            return Arrays.stream(values()).map(type -> type.word).toList();
        }
    }

    private StageKeys() {}
}
