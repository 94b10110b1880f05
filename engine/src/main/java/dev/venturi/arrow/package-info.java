/// Arrow IPC in and out: flat columns in record batches.
@NullMarked
package dev.venturi.arrow;

import org.jspecify.annotations.NullMarked;
