/// The comparisons that begin with a CSV file: reading it, and from file to file as whole
/// processes.
@NullMarked
package dev.venturi.benchmarks.files;

import org.jspecify.annotations.NullMarked;
