/// The look-up cache against models, under concurrency, and beside a Redis server.
@NullMarked
package dev.venturi.pipeline.cache;

import org.jspecify.annotations.NullMarked;
