/// What CSV files give, row by row, and what is said of those that give nothing.
@NullMarked
package dev.venturi.csv;

import org.jspecify.annotations.NullMarked;
