/// Simulated caches against caches that are run.
@NullMarked
package dev.venturi.pipeline.cache.simulate;

import org.jspecify.annotations.NullMarked;
