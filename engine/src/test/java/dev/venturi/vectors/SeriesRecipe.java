package dev.venturi.vectors;

import java.util.HashMap;
import java.util.Map;

/// How to make a long series from a few whole numbers, the same bits in every language; the README
/// of the vectors defines it.
final class SeriesRecipe {
    private static final double[] POWERS = {
        1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6,
        1e7, 1e8, 1e9
    };

    private final Map<String, String> settings = new HashMap<>();
    private long state;

    /// @param text `key=value` pairs, separated by blanks
    SeriesRecipe(String text) {
        for (String pair : text.split(" ", -1)) {
            int sign = pair.indexOf('=');
            settings.put(pair.substring(0, sign), pair.substring(sign + 1));
        }
        state = whole("seed", 0);
    }

    /// The series; call once.
    double[] make() {
        int length = (int) whole("length", 0);
        long base = whole("base", 0);
        long slope = whole("slope", 0);
        long spread = whole("spread", 0);
        double divisor = whole("divisor", 1);
        double scale = Double.parseDouble(settings.getOrDefault("scale", "1"));
        boolean mixed = whole("mixed", 0) != 0;
        long gaps = whole("gaps", 0);
        long leading = whole("leading", 0);
        long trailing = whole("trailing", 0);
        long outlier = whole("outlier", -1);
        long height = whole("height", 0);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            long k =
                    base + slope * i + below(2 * spread + 1) - spread + (i == outlier ? height : 0);
            double x = k / divisor * scale;
            double power = POWERS[(int) below(POWERS.length)];
            boolean missing = below(1000) < gaps || i < leading || i >= length - trailing;
            values[i] = missing ? Double.NaN : mixed ? x * power : x;
        }
        return values;
    }

    private long whole(String key, long absent) {
        String text = settings.get(key);
        return text == null ? absent : Long.parseLong(text);
    }

    private long below(long bound) {
        return (next() >>> 33) % bound;
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
