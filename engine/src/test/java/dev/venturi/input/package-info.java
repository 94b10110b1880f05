/// Tests of opening tables by their content.
@NullMarked
package dev.venturi.input;

import org.jspecify.annotations.NullMarked;
