/// Tests of the pages, in a browser where one is installed.
@NullMarked
package dev.venturi.cli.page;

import org.jspecify.annotations.NullMarked;
