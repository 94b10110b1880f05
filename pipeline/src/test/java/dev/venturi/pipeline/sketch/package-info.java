/// Sketches against the exact answers.
@NullMarked
package dev.venturi.pipeline.sketch;

import org.jspecify.annotations.NullMarked;
