/// Groups of a Parquet file and their aggregates, against DuckDB.
@NullMarked
package dev.venturi.benchmarks.groups;

import org.jspecify.annotations.NullMarked;
