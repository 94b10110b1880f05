/// Columns, batches and positions in a file: what every reader and writer speaks.
@NullMarked
package dev.venturi.table;

import org.jspecify.annotations.NullMarked;
