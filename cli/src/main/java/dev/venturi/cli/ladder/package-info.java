/// What the demo does: a table, its features held against the naive reference, and the ladder from
/// the naive way to the engine's.
@NullMarked
package dev.venturi.cli.ladder;

import org.jspecify.annotations.NullMarked;
