/// Reports as pages for a browser: one file each, which fetches nothing.
@NullMarked
package dev.venturi.cli.page;

import org.jspecify.annotations.NullMarked;
