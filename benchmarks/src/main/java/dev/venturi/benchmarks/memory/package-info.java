/// The comparison of features computed of tables that both engines hold in memory.
@NullMarked
package dev.venturi.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
