package dev.venturi.cli.pipeline;

import java.util.Map;

/// What `venturi run` was asked for.
///
/// @param file the pipeline file
/// @param params values in place of those under `params:`
/// @param dryRun whether to check and show only
public record RunRequest(String file, Map<String, String> params, boolean dryRun) {
    public RunRequest {
        params = Map.copyOf(params);
    }
}
