/// JMH benchmarks of the engine; how to run them stands in `./build --help`.
@NullMarked
package dev.venturi.benchmarks;

import org.jspecify.annotations.NullMarked;
