/// Tables of databases, over JDBC: rows in, rows out, and values looked up by key.
@NullMarked
package dev.venturi.pipeline.database;

import org.jspecify.annotations.NullMarked;
