/// Seeded tables of any size to try things on: the vitals of the case study.
@NullMarked
package dev.venturi.generate;

import org.jspecify.annotations.NullMarked;
