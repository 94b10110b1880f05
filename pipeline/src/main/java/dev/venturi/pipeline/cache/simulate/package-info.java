/// How often a cache of some size and policy would have missed, from the keys that were asked for.
@NullMarked
package dev.venturi.pipeline.cache.simulate;

import org.jspecify.annotations.NullMarked;
