/// The pipeline file: YAML in, stages out, every mistake with its line and column.
@NullMarked
package dev.venturi.pipeline.file;

import org.jspecify.annotations.NullMarked;
