/// Tests of pipelines.
@NullMarked
package dev.venturi.pipeline;

import org.jspecify.annotations.NullMarked;
