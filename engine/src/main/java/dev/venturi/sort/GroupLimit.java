package dev.venturi.sort;

import java.util.Arrays;

/// Lets the first rows of each group pass, of rows that come in order.
final class GroupLimit {
    private final RowLayout layout;
    private final long most;
    private byte[] group = {};
    private int groupLength = -1;
    private long passed;

    /// @param most rows of a group that pass
    GroupLimit(RowLayout layout, long most) {
        this.layout = layout;
        this.most = most;
    }

    /// Whether the next row passes.
    boolean passes(byte[] page, int at) {
        int key = layout.keyStart(page, at);
        int length = layout.groupLength(page, key);
        if (!Arrays.equals(group, 0, Math.max(0, groupLength), page, key, key + length)
                || groupLength < 0) {
            if (group.length < length) {
                group = new byte[Math.max(length, 64)];
            }
            System.arraycopy(page, key, group, 0, length);
            groupLength = length;
            passed = 0;
        }
        return passed++ < most;
    }

    /// Drops those of the next rows that do not pass.
    void filter(RowRefs refs) {
        int n = 0;
        for (int r = 0; r < refs.rows; r++) {
            byte[] page = refs.pages[r];
            int at = refs.at[r];
            if (passes(page, at)) {
                refs.pages[n] = page;
                refs.at[n] = at;
                n++;
            }
        }
        refs.rows = n;
    }
}
