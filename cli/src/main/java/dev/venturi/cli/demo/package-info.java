/// The naive reference: every feature straight from its definition, with nothing but the classes of
/// the JDK, so that the engine's answers are checked against code it shares nothing with.
///
/// Nothing here is fast, and nothing here may become fast: a loop, an array and a formula.
@NullMarked
package dev.venturi.cli.demo;

import org.jspecify.annotations.NullMarked;
