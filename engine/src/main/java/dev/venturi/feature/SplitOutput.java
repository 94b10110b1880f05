package dev.venturi.feature;

import dev.venturi.series.Fragment;
import dev.venturi.spill.BlockList;
import org.jspecify.annotations.Nullable;

/// Receives what comes out of one split, in the order of its rows.
interface SplitOutput {
    /// The split's rows begin here; called once, first.
    void begin(long position) throws InterruptedException;

    /// Entities that lie wholly inside the split; the receiver owns the block.
    void block(FeatureBlock block) throws InterruptedException;

    /// Rows of an entity that may go on before or behind: the first and the last of a split, and
    /// very long ones.
    void fragment(Fragment fragment) throws InterruptedException;

    /// The rows of the split, divided by entity, when the table is being regrouped.
    default void rows(@Nullable BlockList[] partitions) throws InterruptedException {
        throw new IllegalStateException("this table is not being regrouped");
    }

    /// The split's rows end here; called once, last.
    void end(SplitFacts facts) throws InterruptedException;
}
