package dev.venturi.cli.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `venturi run` was asked for.
///
/// @param file the pipeline file
/// @param params values in place of those under `params:`
/// @param mode what is done with it
/// @param from stages that are computed again, and all that need them
/// @param workers stages at once at most, and threads that one computes with
/// @param memoryBytes memory for the data of stages; 0: half of the heap
/// @param store where results of stages are kept; null: beside the pipeline file
/// @param storeLimit bytes of them at most
/// @param temporary where temporary files go; null: into the store
/// @param timelines files for the picture of the run; of several runs each gets files of its own
/// @param overwrite whether outputs that exist are replaced
/// @param version name and version of the program
/// @param build which build this is
public record RunRequest(
        String file,
        Map<String, String> params,
        Mode mode,
        List<String> from,
        int workers,
        long memoryBytes,
        @Nullable String store,
        long storeLimit,
        @Nullable Path temporary,
        List<String> timelines,
        boolean overwrite,
        String version,
        String build) {
    /// What is done with a pipeline file.
    public enum Mode {
        /// It is checked and shown.
        DRY_RUN,
        /// It is run once.
        RUN,
        /// It is run whenever it or a file that it reads has changed.
        WATCH
    }

    public RunRequest {
        params = Map.copyOf(params);
        from = List.copyOf(from);
    }
}
