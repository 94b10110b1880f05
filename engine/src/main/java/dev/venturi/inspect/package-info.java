/// What a table holds and how it is stored, found in one pass with bounded memory.
@NullMarked
package dev.venturi.inspect;

import org.jspecify.annotations.NullMarked;
