package dev.venturi.sort;

import java.util.Arrays;

/// Some rows on their way: the page in which each lies and where in it.
final class RowRefs {
    /// `[rows]`, in step with [#at].
    byte[][] pages = {};

    /// Where each row, or what is wanted of it, begins.
    int[] at = {};

    /// How many there are.
    int rows;

    /// Makes room for rows, and sets their number.
    void reserve(int wanted) {
        if (at.length < wanted) {
            pages = Arrays.copyOf(pages, wanted);
            at = Arrays.copyOf(at, wanted);
        }
        rows = wanted;
    }
}
