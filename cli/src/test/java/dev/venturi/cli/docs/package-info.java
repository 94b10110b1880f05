/// The pages under `docs` that show what the command answers, made and checked by running it.
@NullMarked
package dev.venturi.cli.docs;

import org.jspecify.annotations.NullMarked;
