@NullMarked
package dev.venturi.parquet;

import org.jspecify.annotations.NullMarked;
