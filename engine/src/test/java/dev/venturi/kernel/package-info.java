/// The kernels against arithmetic written once more from the contract.
@NullMarked
package dev.venturi.kernel;

import org.jspecify.annotations.NullMarked;
