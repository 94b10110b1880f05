package dev.venturi.kernel;

import dev.venturi.table.Internal;

/// The inner loops of reading delimited text: where fields end, and the numbers they hold.
///
/// All implementations give the same answers, except that [#decimals] may leave over what others
/// read; [ScalarFieldKernels] is the specification. Implementations hold scratch memory and belong
/// to one thread.
@Internal
public interface FieldKernels {
    /// Bytes of a block, one bit of a `long` each.
    int BLOCK = 64;

    /// Readable bytes that are needed before and behind what is looked at.
    int MARGIN = 64;

    /// Marks delimiters, line feeds and quotes.
    ///
    /// @param bytes `[from, from + 64 * blocks)`
    /// @param separators `[blocks]`, receives a bit for each delimiter and line feed, the lowest
    ///   for the first byte of the block
    /// @param lineFeeds `[blocks]`, receives a bit for each line feed
    /// @param quotes `[blocks]`, receives 0 where a block has no double quote, else anything
    void mark(
            byte[] bytes,
            int from,
            int blocks,
            byte delimiter,
            long[] separators,
            long[] lineFeeds,
            long[] quotes);

    /// Reads one column of numbers of the form `-12.345`: at most 16 characters beside the sign, at
    /// most 2^53 without their point. An empty field is NaN. The numbers have the bits of
    /// [Double#parseDouble].
    ///
    /// @param bytes readable for [#MARGIN] bytes before the first field
    /// @param at positions of separators: field r lies between the ones at `first + r * stride` and
    ///   behind it
    /// @param count fields to read
    /// @param last whether the column is the last of its row, where a carriage return may end a
    ///   field
    /// @param out receives the numbers from `outAt` on
    /// @return fields read, up to the first one of another form; less than eight fields of the form
    ///   may be left over with it
    int decimals(
            byte[] bytes,
            int[] at,
            int first,
            int stride,
            int count,
            boolean last,
            double[] out,
            int outAt);

    /// Whether a number that the last call of [#decimals] read is no int64 by its text: it has a
    /// point, or is -0.
    boolean foundFraction();

    /// New kernels, for one thread.
    ///
    /// @param vectors whether they use vector instructions, see [KernelSelection#vector]
    static FieldKernels create(boolean vectors) {
        return vectors ? KernelSelection.vectorFieldKernels() : new ScalarFieldKernels();
    }
}
