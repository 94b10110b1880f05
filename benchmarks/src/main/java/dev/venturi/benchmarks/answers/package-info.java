/// The features each side computed, and whether they are the same.
@NullMarked
package dev.venturi.benchmarks.answers;

import org.jspecify.annotations.NullMarked;
