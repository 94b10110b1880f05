package dev.venturi.table;

import java.math.BigDecimal;

/// Numbers as they stand in column names and messages: as in CSV output, `0.9`, `120`, `1e-7`.
@Internal
public final class NumberText {
    private NumberText() {}

    /// Reads back to the same double; plain digits for 1e-5 <= |value| < 1e16, else an exponent.
    ///
    /// @param value finite
    public static String of(double value) {
        double magnitude = Math.abs(value);
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (value == 0 || (magnitude >= 1e-5 && magnitude < 1e16)) {
            return digits.toPlainString();
        }
        String unscaled = digits.unscaledValue().abs().toString();
        String mantissa =
                unscaled.charAt(0) + (unscaled.length() > 1 ? "." + unscaled.substring(1) : "");
        int exponent = unscaled.length() - 1 - digits.scale();
        return (value < 0 ? "-" : "") + mantissa + "e" + exponent;
    }
}
