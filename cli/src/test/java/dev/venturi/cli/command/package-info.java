/// Tests of the verbs.
@NullMarked
package dev.venturi.cli.command;

import org.jspecify.annotations.NullMarked;
