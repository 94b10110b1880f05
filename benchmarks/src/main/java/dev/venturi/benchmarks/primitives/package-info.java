/// What sorting, the first rows, distinct rows and a Bloom filter hold in memory.
@NullMarked
package dev.venturi.benchmarks.primitives;

import org.jspecify.annotations.NullMarked;
