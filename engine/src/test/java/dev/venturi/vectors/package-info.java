/// The committed reference vectors and their reader: answers that no code of this project computed.
@NullMarked
package dev.venturi.vectors;

import org.jspecify.annotations.NullMarked;
