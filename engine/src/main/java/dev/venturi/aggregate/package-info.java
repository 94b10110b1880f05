/// Groups of rows by key, and what is computed of each group: states that are updated row by row,
/// combined, put aside and finished at any moment.
@NullMarked
package dev.venturi.aggregate;

import org.jspecify.annotations.NullMarked;
