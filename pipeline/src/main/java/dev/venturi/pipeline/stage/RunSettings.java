package dev.venturi.pipeline.stage;

import java.nio.file.Path;

/// What the stages of a run share.
///
/// @param workers threads that a stage computes with
/// @param memoryBytes memory that a stage may take beside what every stage needs, about
/// @param temporary where files go that do not outlive a stage
/// @param overwrite whether outputs that exist are replaced
/// @param createdBy what makes the files: `venturi 0.1.0`
/// @param classes where classes of the user's own are found
public record RunSettings(
        int workers,
        long memoryBytes,
        Path temporary,
        boolean overwrite,
        String createdBy,
        ClassLoader classes) {}
