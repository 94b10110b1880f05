package dev.venturi.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where a thread was seen, at which times: the last of its samples.
final class SiteTrace {
    private static final int MOST = 2048;

    private float[] seconds = new float[0];
    private Frame[] frames = new Frame[0];
    private int count;

    void add(double second, Frame frame) {
        if (count == seconds.length && count < MOST) {
            int size = Math.max(16, count * 2);
            seconds = Arrays.copyOf(seconds, size);
            frames = Arrays.copyOf(frames, size);
        }
        seconds[count % MOST] = (float) second;
        frames[count % MOST] = frame;
        count++;
    }

    /// The frame it was at, between two times.
    @Nullable Frame at(double from, double to) {
        for (int i = 0; i < Math.min(count, MOST); i++) {
            if (seconds[i] >= from && seconds[i] <= to) {
                return frames[i];
            }
        }
        return null;
    }
}
