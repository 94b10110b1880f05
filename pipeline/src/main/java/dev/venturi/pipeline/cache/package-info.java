/// Values looked up by key, kept for a while: in memory, and beside it in Redis.
@NullMarked
package dev.venturi.pipeline.cache;

import org.jspecify.annotations.NullMarked;
