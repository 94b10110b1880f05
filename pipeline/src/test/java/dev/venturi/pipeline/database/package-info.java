/// Tables of DuckDB and of a PostgreSQL server.
@NullMarked
package dev.venturi.pipeline.database;

import org.jspecify.annotations.NullMarked;
