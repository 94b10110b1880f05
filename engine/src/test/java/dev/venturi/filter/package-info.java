/// What conditions mean, to the last digit.
@NullMarked
package dev.venturi.filter;

import org.jspecify.annotations.NullMarked;
