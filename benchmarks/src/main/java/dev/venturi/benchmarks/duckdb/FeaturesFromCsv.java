package dev.venturi.benchmarks.duckdb;

import dev.venturi.feature.Preset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// The peer of `venturi features` as a process of its own: a CSV file of vitals to a CSV file of
/// features.
public final class FeaturesFromCsv {
    /// How the CSV file becomes the table that the query reads.
    public enum Source {
        /// First `CREATE TABLE ... AS SELECT * FROM read_csv(...)`, then the query.
        TABLE,
        /// One statement, `read_csv` in its first common table expression, which is materialised.
        EXPRESSION
    }

    private FeaturesFromCsv() {}

    /// Reads, computes, writes.
    ///
    /// @param args CSV file, output file, preset, form, source, threads; nothing at all only opens
    ///   a database, which shows what starting costs
    public static void main(String[] args) throws SQLException {
        if (args.length == 0) {
            try (DuckDb db = DuckDb.open(1)) {
                db.execute("SELECT 1");
            }
            return;
        }
        VitalsSql query = new VitalsSql(Preset.named(args[2]), args[3]);
        try (DuckDb db = DuckDb.open(Integer.parseInt(args[5]))) {
            run(db, Path.of(args[0]), Path.of(args[1]), query, Source.valueOf(args[4]));
        }
    }

    /// The arguments of [#main].
    public static List<String> arguments(
            Path csv, Path out, VitalsSql query, Source source, int threads) {
        return Arrays.asList(
                csv.toString(),
                out.toString(),
                query.preset().label(),
                query.form(),
                source.name(),
                Integer.toString(threads));
    }

    static void run(DuckDb db, Path csv, Path out, VitalsSql query, Source source)
            throws SQLException {
        String text = query.text();
        switch (source) {
            case TABLE -> db.loadVitals(csv);
            case EXPRESSION ->
                    text =
                            "WITH vitals AS MATERIALIZED (SELECT * FROM %s), %s"
                                    .formatted(
                                            DuckDb.readVitals(csv),
                                            text.substring("WITH ".length()));
        }
        db.execute("COPY (%s) TO '%s' (FORMAT csv, HEADER)".formatted(text, DuckDb.quoted(out)));
    }
}
