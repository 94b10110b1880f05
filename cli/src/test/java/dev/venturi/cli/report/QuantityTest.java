package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "-999, -999",
        "1000, '1,000'",
        "-1234567, '-1,234,567'",
        "9223372036854775807, '9,223,372,036,854,775,807'"
    })
    void countsHaveAGroupOfThreeDigits(long n, String text) {
        assertThat(Quantity.count(n)).isEqualTo(text);
    }

    @Test
    void oneIsSingular() {
        assertThat(Quantity.count(1, "entity", "entities")).isEqualTo("1 entity");
        assertThat(Quantity.count(0, "entity", "entities")).isEqualTo("0 entities");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0004, 0.00 s",
        "0.842, 0.84 s",
        "9.994, 9.99 s",
        "9.996, 10.0 s",
        "59.94, 59.9 s",
        "59.96, 1 min 00 s",
        "125, 2 min 05 s",
        "3599.6, 1 h 00 min",
        "3725, 1 h 02 min"
    })
    void secondsGrowIntoMinutesAndHours(double seconds, String text) {
        assertThat(Quantity.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.00 kB",
        "12345, 12.3 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "118000000, 118 MB",
        "9223372036854775807, 9223372 TB"
    })
    void bytesHaveThreeDigits(long bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"12, 12 rows/s", "870123, 870 k rows/s", "8100000, 8.10 M rows/s"})
    void ratesHaveThreeDigits(double rate, String text) {
        assertThat(Quantity.rowsPerSecond(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "72.30634920634921, 72.306",
        "347.0, 347",
        "-0.003124561234, -0.0031246",
        "0.00001234567, 1.2346e-5",
        "1.2e-9, 1.2e-9",
        "123456789.123, 123456789",
        "99999.95, 100000",
        "12345.67, 12346",
        "999999999999999.9, 1e15",
        "1234567890123456, 1.2346e15",
        "-1e300, -1e300",
        "4.9e-324, 4.9e-324",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void doublesAreShortenedToFiveDigits(double value, String text) {
        assertThat(Quantity.shortened(value)).isEqualTo(text);
    }
}
