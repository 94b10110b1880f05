/// Two tables against each other: equal bit for bit, within bounds, or different, and where.
@NullMarked
package dev.venturi.compare;

import org.jspecify.annotations.NullMarked;
