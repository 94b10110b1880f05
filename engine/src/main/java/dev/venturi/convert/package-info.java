/// Copies tables from one format into another, and makes sure that nothing was lost.
@NullMarked
package dev.venturi.convert;

import org.jspecify.annotations.NullMarked;
