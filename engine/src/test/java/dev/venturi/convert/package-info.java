/// Tests of conversions.
@NullMarked
package dev.venturi.convert;

import org.jspecify.annotations.NullMarked;
