/// Reading CSV files fast and exactly, in pieces, and writing them.
@NullMarked
package dev.venturi.csv;

import org.jspecify.annotations.NullMarked;
