@NullMarked
package dev.venturi.aggregate;

import org.jspecify.annotations.NullMarked;
