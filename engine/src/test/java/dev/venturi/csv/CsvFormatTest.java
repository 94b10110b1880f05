package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers are written as CONTRACT says, with the digits of `Double.toString`.
class CsvFormatTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0.0",
        "1.0, 1",
        "-72.1, -72.1",
        "100.0, 100",
        "1e-5, 0.00001",
        "1.5e-5, 0.000015",
        "9.999e-6, 9.999e-6",
        "1e-7, 1e-7",
        "1.25e-10, 1.25e-10",
        "123456789.123, 123456789.123",
        "1e9, 1000000000",
        "1e15, 1000000000000000",
        "9007199254740993, 9007199254740992",
        "9999999999999998, 9999999999999998",
        "1e16, 1e16",
        "-2.5e300, -2.5e300",
        "4.9e-324, 4.9e-324",
        "0.1234567890123456, 0.1234567890123456",
        "12345678.12345678, 12345678.12345678",
        "123456789012.5, 123456789012.5",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void textOfADouble(double value, String text) {
        assertThat(text(value)).isEqualTo(text);
    }

    @Test
    void notANumberIsNothing() {
        assertThat(text(Double.NaN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, -1, -9, -10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, -1000})
    void textOfALong(long value) {
        byte[] bytes = new byte[CsvFormat.LONGEST_NUMBER];
        int end = CsvFormat.putLong(bytes, 0, value);
        assertThat(new String(bytes, 0, end, StandardCharsets.UTF_8)).isEqualTo("" + value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 0",
        "1, 3, 0.001",
        "12300, 4, 1.23",
        "5000, 3, 5",
        "721, 1, 72.1",
        "7, 0, 7"
    })
    void textOfADecimal(long unscaled, int places, String text) {
        byte[] bytes = new byte[CsvFormat.LONGEST_NUMBER];
        int end = CsvFormat.putDecimal(bytes, 0, unscaled, places);
        assertThat(new String(bytes, 0, end, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void digitsAreThoseOfTheJdkAndReadBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            double value = anyDouble(random);
            String text = text(value);
            double magnitude = Math.abs(value);
            boolean exponent = magnitude != 0 && (magnitude < 1e-5 || magnitude >= 1e16);
            boolean right =
                    Double.parseDouble(text) == value
                            && digits(text).compareTo(digits(Double.toString(value))) == 0
                            && text.contains("e") == exponent;
            assertThat(right).as("seed %d, case %d: %s as %s", seed, i, value, text).isTrue();
        }
    }

    private static double anyDouble(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong(-1_000_000, 1_000_000) / 100.0;
            case 1 -> random.nextLong(1_000_000_000_000_000L) / Math.pow(10, random.nextInt(16));
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-8, 18));
            case 3 -> random.nextLong(-(1L << 54), 1L << 54);
            case 4 -> Math.nextUp(random.nextInt(1, 100_000) / 1000.0);
            default -> finite(random);
        };
    }

    private static double finite(SplittableRandom random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0.1;
    }

    /// Significant digits, independent of the form.
    private static BigDecimal digits(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }

    private static String text(double value) {
        byte[] bytes = new byte[CsvFormat.LONGEST_NUMBER + 3];
        int end = CsvFormat.putDouble(bytes, 3, value);
        assertThat(end).isLessThanOrEqualTo(CsvFormat.LONGEST_NUMBER + 3);
        return new String(bytes, 3, end - 3, StandardCharsets.UTF_8);
    }
}
