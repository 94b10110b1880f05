/// DuckDB as the peer: the same features as SQL, in memory and from file to file.
@NullMarked
package dev.venturi.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
