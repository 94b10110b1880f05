/// The command as a user starts it: launcher, build on demand, class-data archive.
@NullMarked
package dev.venturi.cli.launch;

import org.jspecify.annotations.NullMarked;
