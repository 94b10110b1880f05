/// What a results page says: medians, ratios, targets, and the machine they were measured on.
@NullMarked
package dev.venturi.benchmarks.report;

import org.jspecify.annotations.NullMarked;
