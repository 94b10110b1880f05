/// Advice: rules judge a [dev.venturi.profile.Profile] and say what costs, where, why and what to
/// do about it; [dev.venturi.advice.Advisor] runs them all.
@NullMarked
package dev.venturi.advice;

import org.jspecify.annotations.NullMarked;
