/// Tests that the check of the answers can fail.
@NullMarked
package dev.venturi.benchmarks.answers;

import org.jspecify.annotations.NullMarked;
