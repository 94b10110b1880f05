/// What the engine tells JDK Flight Recorder: the names are the seam to the profiler.
@NullMarked
package dev.venturi.events;

import org.jspecify.annotations.NullMarked;
