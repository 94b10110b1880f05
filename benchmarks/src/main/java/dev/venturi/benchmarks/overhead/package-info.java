/// What profiling costs the program that is profiled.
@NullMarked
package dev.venturi.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
