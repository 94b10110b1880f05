package dev.venturi.benchmarks.duckdb;

import dev.venturi.feature.Preset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// The peer of `venturi features` as a process of its own: a file of vitals to a file of features,
/// which is Parquet when its name says so.
public final class FeaturesFromFile {
    /// How the file becomes the table that the query reads.
    public enum Source {
        /// First `CREATE TABLE ... AS SELECT * FROM read_csv(...)`, then the query.
        TABLE,
        /// One statement, `read_csv` in its first common table expression, which is materialised.
        EXPRESSION,
        /// Parquet, or a pattern of Parquet files, as a view.
        PARQUET
    }

    private FeaturesFromFile() {}

    /// Reads, computes, writes.
    ///
    /// @param args input file, output file, preset, form, source, threads, memory limit; nothing at
    ///   all only opens a database, which shows what starting costs
    public static void main(String[] args) throws SQLException {
        if (args.length == 0) {
            try (DuckDb db = DuckDb.open(1)) {
                db.execute("SELECT 1");
            }
            return;
        }
        VitalsSql query = new VitalsSql(Preset.named(args[2]), args[3]);
        try (DuckDb db = DuckDb.open(Integer.parseInt(args[5]))) {
            db.execute("SET memory_limit = '%s'".formatted(args[6]));
            run(db, Path.of(args[0]), Path.of(args[1]), query, Source.valueOf(args[4]));
        }
    }

    /// The arguments of [#main].
    public static List<String> arguments(
            Path in, Path out, VitalsSql query, Source source, int threads, String memory) {
        return Arrays.asList(
                in.toString(),
                out.toString(),
                query.preset().label(),
                query.form(),
                source.name(),
                Integer.toString(threads),
                memory);
    }

    static void run(DuckDb db, Path in, Path out, VitalsSql query, Source source)
            throws SQLException {
        String text = query.text();
        switch (source) {
            case TABLE -> db.loadVitals(in);
            case EXPRESSION ->
                    text =
                            "WITH vitals AS MATERIALIZED (SELECT * FROM %s), %s"
                                    .formatted(
                                            DuckDb.readVitals(in),
                                            text.substring("WITH ".length()));
            case PARQUET ->
                    db.execute(
                            "CREATE VIEW vitals AS FROM read_parquet('%s')"
                                    .formatted(DuckDb.quoted(in)));
        }
        String format = DuckDb.isParquet(out) ? "FORMAT parquet" : "FORMAT csv, HEADER";
        db.execute("COPY (%s) TO '%s' (%s)".formatted(text, DuckDb.quoted(out), format));
    }
}
