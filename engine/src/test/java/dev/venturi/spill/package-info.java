@NullMarked
package dev.venturi.spill;

import org.jspecify.annotations.NullMarked;
