/// Tests of the peer.
@NullMarked
package dev.venturi.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
