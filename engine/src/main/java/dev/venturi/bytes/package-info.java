/// Bytes on their way into binary formats.
@NullMarked
package dev.venturi.bytes;

import org.jspecify.annotations.NullMarked;
