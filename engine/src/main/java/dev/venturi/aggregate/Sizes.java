package dev.venturi.aggregate;

/// How arrays grow.
final class Sizes {
    private static final int LEAST = 16;
    private static final int MOST = Integer.MAX_VALUE - 16;

    private Sizes() {}

    /// Half as much again, and at least what is needed.
    static int grown(int length, int needed) {
        if (needed < 0 || needed > MOST) {
            throw new OutOfMemoryError("more than 2^31 cells in one partition");
        }
        long larger = Math.max(LEAST, length + (length >> 1));
        return (int) Math.min(MOST, Math.max(needed, larger));
    }
}
