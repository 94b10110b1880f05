package dev.venturi.pipeline.stage;

import dev.venturi.table.Schema;
import java.util.List;

/// What the values of a stage are held against before anything runs.
///
/// @param inputs the columns of its inputs, in their order
/// @param roles how messages call its values
/// @param overwrite whether outputs that exist are replaced
/// @param classes where classes of the user's own are found
/// @param rejects whether rows that cannot be used are put aside
public record StageCheck(
        List<Schema> inputs, Roles roles, boolean overwrite, ClassLoader classes, boolean rejects) {
    public StageCheck {
        inputs = List.copyOf(inputs);
    }

    /// The columns of its only or first input.
    Schema input() {
        return inputs.getFirst();
    }
}
