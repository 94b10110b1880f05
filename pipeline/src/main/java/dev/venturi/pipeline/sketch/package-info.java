/// Answers about many keys and values in little memory, each with the error it may have.
@NullMarked
package dev.venturi.pipeline.sketch;

import org.jspecify.annotations.NullMarked;
