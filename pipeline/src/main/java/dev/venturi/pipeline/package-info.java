/// Pipelines: stages as a graph, from a file or from Java.
@NullMarked
package dev.venturi.pipeline;

import org.jspecify.annotations.NullMarked;
