package dev.venturi.advice;

import java.util.Locale;

/// The unit of a number in [Evidence].
public enum Unit {
    /// How many.
    COUNT,
    /// Seconds.
    SECONDS,
    /// Bytes.
    BYTES,
    /// Bytes per second.
    BYTES_PER_SECOND,
    /// A part of the whole, 0..1.
    SHARE,
    /// So many times a second.
    PER_SECOND;

    /// A number of this unit for people: `1.2 GB`, `41 %`, `3.5 s`, `12,000`.
    public String show(double value) {
        return switch (this) {
            case COUNT -> count(value);
            case SECONDS ->
                    value >= 0.1
                            ? String.format(Locale.ROOT, "%.1f s", value)
                            : String.format(Locale.ROOT, "%.3g ms", value * 1e3);
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> bytes(value) + "/s";
            case SHARE -> String.format(Locale.ROOT, "%.0f %%", value * 100);
            case PER_SECOND -> count(value) + "/s";
        };
    }

    /// A whole number of this unit.
    public String show(long value) {
        return show((double) value);
    }

    private static String count(double value) {
        boolean whole = value == Math.rint(value) || Math.abs(value) >= 100;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.1f", value);
    }

    private static String bytes(double value) {
        String[] names = {"B", "KB", "MB", "GB", "TB"};
        int step = 0;
        double rest = value;
        while (rest >= 1000 && step < names.length - 1) {
            rest /= 1000;
            step++;
        }
        return String.format(
                Locale.ROOT, rest < 10 && step > 0 ? "%.1f %s" : "%.0f %s", rest, names[step]);
    }
}
