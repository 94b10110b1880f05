/// Parquet in and out: footers, pages and values, read and written in bulk, without Hadoop.
@NullMarked
package dev.venturi.parquet;

import org.jspecify.annotations.NullMarked;
