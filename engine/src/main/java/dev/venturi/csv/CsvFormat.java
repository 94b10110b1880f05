package dev.venturi.csv;

import dev.venturi.table.Internal;

/// The texts of numbers in our CSV files, written into byte arrays without allocation.
///
/// A double has the digits of [Double#toString], the shortest that read back to the same double,
/// without a trailing `.0`; an exponent (`1e-7`) only outside 1e-5 <= |x| < 1e16.
@Internal
public final class CsvFormat {
    /// Bytes no number is longer than.
    public static final int LONGEST_NUMBER = 32;

    private static final long[] POWERS = powers();
    private static final double MILLION = 1e6;

    private CsvFormat() {}

    /// Writes a double; nothing for NaN.
    ///
    /// @return position behind the text
    public static int putDouble(byte[] into, int at, double value) {
        double magnitude = Math.abs(value);
        if (magnitude < 1e9 && magnitude >= 1e-5) {
            // Up to 15 digits name a double in one way only: a decimal with six places that reads
            // back to it has, without its trailing zeros, the digits of Double.toString.
            double scaled = Math.rint(magnitude * MILLION);
            if (scaled / MILLION == magnitude) {
                return putDecimal(into, sign(into, at, value), (long) scaled, 6);
            }
        } else if (magnitude < 1e15 && magnitude == (long) magnitude) {
            if (magnitude == 0) {
                return put(into, at, 1 / value < 0 ? "-0.0" : "0");
            }
            return putLong(into, sign(into, at, value), (long) magnitude);
        }
        return Double.isNaN(value) ? at : putDigits(into, at, value);
    }

    /// Writes a decimal number, without trailing zeros.
    ///
    /// @param unscaled at least 0; the number is `unscaled / 10^places`
    /// @param places 0..18
    /// @return position behind the text
    public static int putDecimal(byte[] into, int at, long unscaled, int places) {
        long number = unscaled;
        int left = places;
        while (left > 0 && number % 10 == 0) {
            number /= 10;
            left--;
        }
        if (left == 0) {
            return putLong(into, at, number);
        }
        long power = POWERS[left];
        int point = putLong(into, at, number / power);
        into[point] = '.';
        long fraction = number % power;
        for (int i = point + left; i > point; i--) {
            into[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        return point + left + 1;
    }

    /// Writes a whole number.
    ///
    /// @return position behind the text
    public static int putLong(byte[] into, int at, long value) {
        if (value < 0) {
            into[at] = '-';
            // the smallest long has no positive counterpart: its last digit goes apart
            int end = value <= -10 ? putLong(into, at + 1, -(value / 10)) : at + 1;
            into[end] = (byte) ('0' - value % 10);
            return end + 1;
        }
        int end = at + length(value);
        long rest = value;
        for (int i = end - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static int length(long value) {
        int length = 1;
        while (length < 19 && value >= POWERS[length]) {
            length++;
        }
        return length;
    }

    private static int sign(byte[] into, int at, double value) {
        if (Double.doubleToRawLongBits(value) < 0) {
            into[at] = '-';
            return at + 1;
        }
        return at;
    }

    /// The digits of [Double#toString] with our point and exponent.
    private static int putDigits(byte[] into, int at, double value) {
        String text = Double.toString(Math.abs(value));
        int to = sign(into, at, value);
        if (Double.isInfinite(value)) {
            return put(into, to, text);
        }
        int e = text.indexOf('E');
        int point = text.indexOf('.');
        int end = e < 0 ? text.length() : e;
        if (text.charAt(end - 1) == '0' && end - point == 2) {
            end = point; // a lone zero behind the point says nothing
        }
        String whole = text.substring(0, point);
        String digits = end > point ? whole + text.substring(point + 1, end) : whole;
        if (e < 0) {
            return put(into, to, text.substring(0, end));
        }
        int exponent = Integer.parseInt(text, e + 1, text.length(), 10);
        if (exponent >= 16 || exponent < -5) {
            to = put(into, to, text.substring(0, end));
            into[to++] = 'e';
            return putLong(into, to, exponent);
        }
        if (exponent < 0) {
            to = put(into, to, "0." + "0".repeat(-exponent - 1));
            return put(into, to, digits);
        }
        int beforePoint = exponent + 1;
        if (digits.length() <= beforePoint) {
            to = put(into, to, digits);
            return put(into, to, "0".repeat(beforePoint - digits.length()));
        }
        to = put(into, to, digits.substring(0, beforePoint));
        into[to++] = '.';
        return put(into, to, digits.substring(beforePoint));
    }

    @SuppressWarnings("deprecation") // ASCII only, and without an array
    private static int put(byte[] into, int at, String ascii) {
        ascii.getBytes(0, ascii.length(), into, at);
        return at + ascii.length();
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int k = 1; k < powers.length; k++) {
            powers[k] = powers[k - 1] * 10;
        }
        return powers;
    }
}
