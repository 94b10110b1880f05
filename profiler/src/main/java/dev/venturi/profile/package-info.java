/// What a recording says about a program: the model, [Profile] and its parts, and the one pass over
/// a recording that fills it.
///
/// Everything here is an immutable value. Shares lie in 0..1, times are seconds, sizes bytes.
@NullMarked
package dev.venturi.profile;

import org.jspecify.annotations.NullMarked;
