/// Puts rows in order, keeps the first of them, leaves out those that return: within a bound of
/// memory, the rest on disk.
@NullMarked
package dev.venturi.sort;

import org.jspecify.annotations.NullMarked;
