/// What every reader and writer relies on.
@NullMarked
package dev.venturi.table;

import org.jspecify.annotations.NullMarked;
