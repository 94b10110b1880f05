/// Stages as a graph: scheduled, timed out, tried again, kept and resumed, with a report of the
/// run.
@NullMarked
package dev.venturi.pipeline.graph;

import org.jspecify.annotations.NullMarked;
