/// Tests of the command as its users meet it.
@NullMarked
package dev.venturi.cli;

import org.jspecify.annotations.NullMarked;
