package dev.venturi.aggregate;

import java.io.IOException;

/// Work that some threads do together.
@FunctionalInterface
interface Work {
    /// Does a piece of it, waiting for one where necessary.
    ///
    /// @return false when nothing is left to do
    boolean step(BlockPacker packer) throws IOException, InterruptedException;
}
