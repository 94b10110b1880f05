/// What sketches take beside the exact way.
@NullMarked
package dev.venturi.benchmarks.sketch;

import org.jspecify.annotations.NullMarked;
