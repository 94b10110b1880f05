package dev.venturi.pipeline.stage;

import dev.venturi.table.Schema;
import java.io.IOException;

/// How a type of stage is checked and done.
interface Worker {
    /// Holds the stage's values against the columns it will be given.
    ///
    /// @return the columns of its table, as far as they are known before anything is read; none of
    ///   a stage that hands on no table
    /// @throws dev.venturi.table.UsageException when they do not fit, with the place of the value
    Schema check(StageCheck check) throws IOException;

    /// Does it.
    StageTable run(StageJob job) throws Exception;

    /// What decides its result beside the step and its inputs: the state of files it reads, the
    /// code of classes.
    default String state(ClassLoader classes) throws IOException {
        return "";
    }

    /// Whether a kept result may stand for doing it.
    default boolean isReusable() {
        return true;
    }
}
