/// Tests of what is shown.
@NullMarked
package dev.venturi.cli.report;

import org.jspecify.annotations.NullMarked;
