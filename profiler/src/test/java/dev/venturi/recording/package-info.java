/// Tests of recordings, with programs that really run.
@NullMarked
package dev.venturi.recording;

import org.jspecify.annotations.NullMarked;
