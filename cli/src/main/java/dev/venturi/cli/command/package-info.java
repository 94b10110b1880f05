/// The verbs of the command, one class each, the options they share, and how failures end.
@NullMarked
package dev.venturi.cli.command;

import org.jspecify.annotations.NullMarked;
