/// Tests of what is said about memory.
@NullMarked
package dev.venturi.benchmarks.primitives;

import org.jspecify.annotations.NullMarked;
