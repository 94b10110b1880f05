/// Tests of the model and of the pass over recordings.
@NullMarked
package dev.venturi.profile;

import org.jspecify.annotations.NullMarked;
