/// Conditions on rows as users write them, and what they ask of the columns of a table.
@NullMarked
package dev.venturi.filter;

import org.jspecify.annotations.NullMarked;
