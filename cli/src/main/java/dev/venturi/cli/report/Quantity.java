package dev.venturi.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as people read them, made without `String.format`, whose first use costs more than a
/// small run.
public final class Quantity {
    private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);

    private Quantity() {}

    /// `730,000`.
    public static String count(long n) {
        String digits = Long.toString(n);
        int sign = n < 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(digits.length() + 6);
        for (int i = 0; i < digits.length(); i++) {
            if (i > sign && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /// `1 entity`, `2,000 entities`.
    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /// `0.84 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`.
    public static String seconds(double seconds) {
        if (seconds < 59.95) {
            return fixed(seconds, seconds < 9.995 ? 2 : 1) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return whole / 60 + " min " + twoDigits(whole % 60) + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes / 60 + " h " + twoDigits(minutes % 60) + " min";
    }

    private static String twoDigits(long n) {
        return (n < 10 ? "0" : "") + n;
    }

    /// `17 bytes`, `1.2 kB`, `118 MB`, `4.9 GB`; a kB is 1,000 bytes.
    public static String bytes(long bytes) {
        return bytes < 1000
                ? count(bytes, "byte", "bytes")
                : scaled((double) bytes, "kB", "MB", "GB", "TB");
    }

    /// `870 k rows/s`, `12.3 M rows/s`.
    public static String rowsPerSecond(double rate) {
        return rate < 1000 ? fixed(rate, 0) + " rows/s" : scaled(rate, "k", "M", "G") + " rows/s";
    }

    private static String scaled(double value, String... units) {
        double scaled = value / 1000;
        int unit = 0;
        while (scaled >= 999.5 && unit + 1 < units.length) {
            scaled /= 1000;
            unit++;
        }
        int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
        return fixed(scaled, decimals) + " " + units[unit];
    }

    /// A finite number with so many decimals.
    public static String fixed(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// A double shortened to five digits, for the eye only: `72.306`, `-0.0031246`, `1.2e-9`.
    /// Digits before the point all stay, up to fifteen.
    public static String shortened(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded =
                Math.abs(value) >= 1e4 && Math.abs(value) < 1e15
                        ? exact.setScale(0, RoundingMode.HALF_EVEN)
                        : exact.round(FIVE_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 15) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + exponent;
    }
}
