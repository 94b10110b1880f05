/// Parquet out: flat columns in pages, chunks and row groups, with checksums and statistics.
@NullMarked
package dev.venturi.parquet.write;

import org.jspecify.annotations.NullMarked;
