package dev.venturi.pipeline.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Adds columns of another table to each row, found by a key through a cache.
///
/// @param key the column of the input that names the row to be found
/// @param from where rows are looked up
/// @param match the key's column there
/// @param add columns to add; none: all but the key's
/// @param missing what becomes of a row whose key is not found
/// @param cache how rows found are kept
public record LookupStep(
        String input,
        String key,
        From from,
        String match,
        List<String> add,
        Missing missing,
        Cache cache)
        implements Step {
    /// Where rows are looked up.
    public sealed interface From {
        /// The table of a stage.
        record Stage(String name) implements From {}

        /// A table of a database.
        record Table(DatabaseLink database, String table) implements From {}
    }

    /// What becomes of a row whose key is not found.
    public enum Missing {
        /// The columns added stay empty.
        KEEP,
        /// The row is left out.
        DROP,
        /// The row goes to the reject file.
        REJECT,
        /// The run fails.
        ERROR
    }

    /// How rows found are kept.
    ///
    /// @param entries rows kept at most
    /// @param timeToLive how long one is kept; empty: as long as the run
    /// @param redis address of a second level that outlives the run: `redis://localhost:6379`;
    ///   empty for none
    public record Cache(long entries, Optional<Duration> timeToLive, String redis) {
        /// A hundred thousand rows, as long as the run.
        public static final Cache DEFAULTS = new Cache(100_000, Optional.empty(), "");
    }

    public LookupStep {
        add = List.copyOf(add);
    }

    @Override
    public String type() {
        return "lookup";
    }

    @Override
    public List<String> inputs() {
        return from instanceof From.Stage(String name) ? List.of(input, name) : List.of(input);
    }
}
