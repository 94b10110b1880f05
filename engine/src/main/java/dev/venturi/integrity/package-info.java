/// Checksums of files, kept beside them: damage in what carries no checksums of its own, such as
/// CSV, is noticed before anything is made of it.
@NullMarked
package dev.venturi.integrity;

import org.jspecify.annotations.NullMarked;
