/// Rows that wait on disk for the rest of their entity: where they lie, how they are packed, and
/// who cleans up.
@NullMarked
package dev.venturi.spill;

import org.jspecify.annotations.NullMarked;
