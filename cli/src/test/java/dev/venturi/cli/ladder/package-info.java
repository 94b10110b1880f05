/// Tests of what the demo does.
@NullMarked
package dev.venturi.cli.ladder;

import org.jspecify.annotations.NullMarked;
