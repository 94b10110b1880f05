/// Tests of the comparison of runs.
@NullMarked
package dev.venturi.profile.diff;

import org.jspecify.annotations.NullMarked;
