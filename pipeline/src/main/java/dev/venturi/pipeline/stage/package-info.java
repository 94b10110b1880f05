/// What a stage of a pipeline can do: one record for each type of stage.
@NullMarked
package dev.venturi.pipeline.stage;

import org.jspecify.annotations.NullMarked;
