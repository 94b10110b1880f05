/// What tables of typed files have in common, whatever the format: schemas held against each other,
/// keys, texts of values, columns given by paths.
@NullMarked
package dev.venturi.columnar;

import org.jspecify.annotations.NullMarked;
