/// Parquet files are what other readers expect of them.
@NullMarked
package dev.venturi.parquet.write;

import org.jspecify.annotations.NullMarked;
