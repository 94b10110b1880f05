/// Tests that both sides of the comparison compute the same.
@NullMarked
package dev.venturi.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
