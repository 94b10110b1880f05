package dev.venturi.csv;

import java.nio.charset.StandardCharsets;

/// Reads one number of any form, correctly rounded; what the fast loops leave over.
///
/// A number is `[+-] digits [. digits] [e [+-] digits]` with a digit on at least one side of the
/// point, or `inf`, `infinity` in any case. Up to 19 digits are gathered exactly; a mantissa up to
/// 2^53 is scaled by one exact power of ten in one rounded operation (Clinger 1990), anything else
/// is left to [Double#parseDouble].
final class NumberParser {
    /// What a text turned out to be.
    enum Kind {
        /// Not a number by its form: `nan` in any case.
        NOT_A_VALUE,
        /// An int64, in [#whole] and [#value].
        WHOLE,
        /// A double, in [#value].
        FRACTION,
        /// Something else.
        TEXT
    }

    private static final double[] POWERS = powers();
    private static final long EXACT = 1L << 53;

    double value;
    long whole;

    /// Whether a finite text was beyond the largest double.
    boolean overflowed;

    /// Reads a text without blanks around it.
    Kind parse(FieldText text) {
        byte[] bytes = text.bytes;
        int end = text.to;
        int i = text.from;
        overflowed = false;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        long mantissa = 0;
        int digits = 0; // significant ones
        int dropped = 0;
        int begin = i;
        int point = -1;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                if (bytes[i] != '.' || point >= 0) {
                    break;
                }
                point = i;
            } else if (digits < 19) {
                mantissa = mantissa * 10 + digit;
                digits += mantissa == 0 ? 0 : 1;
            } else {
                dropped++;
            }
        }
        if (i - begin == (point >= 0 ? 1 : 0)) {
            return word(text, begin, negative);
        }
        if (i == end && point < 0 && dropped == 0 && wholeNumber(mantissa, negative)) {
            return Kind.WHOLE;
        }
        long exponent = point < 0 ? 0 : point - i + 1;
        if (i < end) {
            if ((bytes[i] | 0x20) != 'e') {
                return Kind.TEXT;
            }
            long scale = exponent(bytes, i + 1, end);
            if (scale == Long.MIN_VALUE) {
                return Kind.TEXT;
            }
            exponent += scale;
        }
        value = scaled(text, mantissa, exponent, dropped, negative);
        return Kind.FRACTION;
    }

    private boolean wholeNumber(long mantissa, boolean negative) {
        if (mantissa == 0 && negative) {
            return false; // -0 has no int64
        }
        if (mantissa < 0 && !(negative && mantissa == Long.MIN_VALUE)) {
            return false; // 19 digits fit an unsigned long
        }
        whole = negative ? -mantissa : mantissa;
        value = whole;
        return true;
    }

    private double scaled(
            FieldText text, long mantissa, long exponent, int dropped, boolean negative) {
        double magnitude;
        if (mantissa == 0) {
            magnitude = 0.0;
        } else if (dropped == 0 && mantissa > 0 && mantissa <= EXACT && Math.abs(exponent) <= 22) {
            magnitude =
                    exponent < 0
                            ? mantissa / POWERS[(int) -exponent]
                            : mantissa * POWERS[(int) exponent];
        } else {
            double parsed =
                    Double.parseDouble(
                            new String(
                                    text.bytes,
                                    text.from,
                                    text.length(),
                                    StandardCharsets.ISO_8859_1));
            overflowed = Double.isInfinite(parsed);
            return parsed;
        }
        return negative ? -magnitude : magnitude;
    }

    /// @return the exponent, clamped far outside of what a double knows; Long.MIN_VALUE for none
    private static long exponent(byte[] bytes, int from, int end) {
        int i = from;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        if (i == end) {
            return Long.MIN_VALUE;
        }
        long exponent = 0;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            exponent = Math.min(exponent * 10 + digit, 1L << 40);
        }
        return negative ? -exponent : exponent;
    }

    private Kind word(FieldText text, int begin, boolean negative) {
        if (text.isWord(begin, "inf") || text.isWord(begin, "infinity")) {
            value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return Kind.FRACTION;
        }
        return text.isWord(begin, "nan") ? Kind.NOT_A_VALUE : Kind.TEXT;
    }

    private static double[] powers() {
        double[] powers = new double[23];
        for (int k = 0; k < powers.length; k++) {
            powers[k] = Double.parseDouble("1e" + k);
        }
        return powers;
    }
}
