/// Two programs' runs, or two sets of repeated runs, compared: what changed by more than noise.
@NullMarked
package dev.venturi.profile.diff;

import org.jspecify.annotations.NullMarked;
