/// Tests of the pipeline file.
@NullMarked
package dev.venturi.pipeline.file;

import org.jspecify.annotations.NullMarked;
