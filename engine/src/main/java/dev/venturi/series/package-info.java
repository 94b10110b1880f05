/// The rows of one entity between reader and kernels: their order, and their joining across the
/// borders of splits.
@NullMarked
package dev.venturi.series;

import org.jspecify.annotations.NullMarked;
