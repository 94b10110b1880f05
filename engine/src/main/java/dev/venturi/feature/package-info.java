/// Features of entities: what they mean, which to compute, and the engine that computes them.
@NullMarked
package dev.venturi.feature;

import org.jspecify.annotations.NullMarked;
