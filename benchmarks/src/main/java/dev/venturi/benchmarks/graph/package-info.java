/// What a stage of a graph costs beside its work.
@NullMarked
package dev.venturi.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
