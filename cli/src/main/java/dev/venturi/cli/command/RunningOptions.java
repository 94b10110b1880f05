package dev.venturi.cli.command;

import dev.venturi.table.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the work is done, which never changes what comes out.
final class RunningOptions {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that read and compute; default: one per core.")
    @Nullable Integer workers;

    /// The number asked for, or one per core.
    int workers() {
        if (workers == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (workers < 1 || workers > 1024) {
            throw new UsageException("--workers: found %d, expected 1 to 1024".formatted(workers));
        }
        return workers;
    }
}
