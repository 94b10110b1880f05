/// Makes recordings: starts a program under JFR, attaches to one that runs, keeps what one that was
/// killed left behind. What a recording says is the business of `dev.venturi.profile`.
@NullMarked
package dev.venturi.recording;

import org.jspecify.annotations.NullMarked;
