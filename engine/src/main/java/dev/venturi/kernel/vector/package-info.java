/// The kernels in the Vector API; loaded by name, and only when `jdk.incubator.vector` is there.
@NullMarked
package dev.venturi.kernel.vector;

import org.jspecify.annotations.NullMarked;
