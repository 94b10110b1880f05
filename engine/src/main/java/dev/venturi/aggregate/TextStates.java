package dev.venturi.aggregate;

import dev.venturi.table.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Count, least, greatest, first and last text of each group; texts are ordered by their unsigned
/// bytes.
final class TextStates extends GroupStates {
    private static final int LEAST = 0;
    private static final int GREATEST = 1;
    private static final int FIRST = 2;
    private static final int LAST = 3;
    private static final int TEXTS = 4;

    /// What an array takes beside its content, and a reference to it.
    private static final int ARRAY = 24;

    private static final byte[] NONE = {};

    /// Which of the texts are kept.
    private final boolean[] keeps = new boolean[TEXTS];

    private long[] counts = {};

    /// `[groups * TEXTS]`; empty where there is none.
    private byte[][] texts = {};

    private long textBytes;

    /// Keeps what an aggregate needs, too.
    void require(BuiltIn which) {
        int text = text(which);
        if (text >= 0) {
            keeps[text] = true;
        }
    }

    private static int text(BuiltIn which) {
        return switch (which) {
            case MIN -> LEAST;
            case MAX -> GREATEST;
            case FIRST -> FIRST;
            case LAST -> LAST;
            default -> -1;
        };
    }

    @Override
    void reserve(int groups) {
        int had = counts.length;
        if (groups > had) {
            int room = Sizes.grown(had, groups);
            counts = Arrays.copyOf(counts, room);
            texts = Arrays.copyOf(texts, Math.multiplyExact(room, TEXTS));
            Arrays.fill(texts, had * TEXTS, texts.length, NONE);
        }
    }

    @Override
    void update(Column column, int from, int to, int[] groups) {
        Column.TextColumn values = (Column.TextColumn) column;
        byte[] bytes = values.bytes();
        int[] offsets = values.offsets();
        for (int i = 0; i < to - from; i++) {
            int row = from + i;
            if (offsets[row] < offsets[row + 1]) {
                add(groups[i], bytes, offsets[row], offsets[row + 1]);
            }
        }
    }

    private void add(int group, byte[] bytes, int from, int to) {
        boolean first = counts[group]++ == 0;
        int at = group * TEXTS;
        if (keeps[LEAST] && (first || order(bytes, from, to, texts[at + LEAST]) < 0)) {
            keep(at + LEAST, bytes, from, to);
        }
        if (keeps[GREATEST] && (first || order(bytes, from, to, texts[at + GREATEST]) > 0)) {
            keep(at + GREATEST, bytes, from, to);
        }
        if (keeps[FIRST] && first) {
            keep(at + FIRST, bytes, from, to);
        }
        if (keeps[LAST]) {
            keep(at + LAST, bytes, from, to);
        }
    }

    private static int order(byte[] bytes, int from, int to, byte[] other) {
        return Arrays.compareUnsigned(bytes, from, to, other, 0, other.length);
    }

    private void keep(int at, byte[] bytes, int from, int to) {
        byte[] before = texts[at];
        if (before.length == to - from && before.length > 0) {
            System.arraycopy(bytes, from, before, 0, before.length);
            return;
        }
        textBytes += to - from - before.length + (before.length == 0 ? ARRAY : 0);
        texts[at] = Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    void combine(int group, GroupStates later, int laterGroup) {
        TextStates other = (TextStates) later;
        if (other.counts[laterGroup] == 0) {
            return;
        }
        long count = counts[group] + other.counts[laterGroup];
        for (int text = 0; text < TEXTS; text++) {
            byte[] seen = other.texts[laterGroup * TEXTS + text];
            if (keeps[text] && isBetter(text, group, seen)) {
                keep(group * TEXTS + text, seen, 0, seen.length);
            }
        }
        counts[group] = count;
    }

    private boolean isBetter(int text, int group, byte[] seen) {
        byte[] had = texts[group * TEXTS + text];
        return counts[group] == 0
                || text == LAST
                || (text == LEAST && Arrays.compareUnsigned(seen, had) < 0)
                || (text == GREATEST && Arrays.compareUnsigned(seen, had) > 0);
    }

    @Override
    void write(int group, DataOutput out) throws IOException {
        out.writeLong(counts[group]);
        for (int text = 0; text < TEXTS; text++) {
            byte[] bytes = texts[group * TEXTS + text];
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    @Override
    void read(int group, DataInput in) throws IOException {
        counts[group] = in.readLong();
        for (int text = 0; text < TEXTS; text++) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            if (bytes.length > 0) {
                keep(group * TEXTS + text, bytes, 0, bytes.length);
            }
        }
    }

    @Override
    long bytes() {
        return (long) Long.BYTES * (counts.length + texts.length) + textBytes;
    }

    @Override
    Answer answer(BuiltIn which, double parameter) {
        if (which == BuiltIn.COUNT) {
            return (group, result) -> result.add(counts[group]);
        }
        int text = text(which);
        if (text < 0) {
            throw unanswered(which);
        }
        return (group, result) -> {
            byte[] bytes = texts[group * TEXTS + text];
            result.add(bytes, 0, bytes.length);
        };
    }
}
