/// Loops over primitive arrays that every feature is made of: a scalar specification and a vector
/// form with the same bits.
@NullMarked
package dev.venturi.kernel;

import org.jspecify.annotations.NullMarked;
