/// The `venturi` command: its root, its version and its exit codes.
@NullMarked
package dev.venturi.cli;

import org.jspecify.annotations.NullMarked;
