/// Tests of looking at tables.
@NullMarked
package dev.venturi.inspect;

import org.jspecify.annotations.NullMarked;
