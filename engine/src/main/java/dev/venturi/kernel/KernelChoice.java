package dev.venturi.kernel;

import dev.venturi.table.Internal;
import dev.venturi.table.UsageException;
import java.util.Locale;

/// What a user may ask for with `--kernels`.
@Internal
public enum KernelChoice {
    /// Vector where this machine has it and the job is large enough to pay for compiling it.
    AUTO,
    /// Always the plain loops.
    SCALAR,
    /// The vector loops, or an error that says what is missing.
    VECTOR;

    /// The choice of that name.
    ///
    /// @throws UsageException for any other text than `auto`, `scalar` or `vector`
    public static KernelChoice of(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "scalar" -> SCALAR;
            case "vector" -> VECTOR;
            default ->
                    throw new UsageException(
                            "--kernels %s: expected auto, scalar or vector".formatted(text));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
