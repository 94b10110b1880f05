/// Tests of sorting.
@NullMarked
package dev.venturi.sort;

import org.jspecify.annotations.NullMarked;
