package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.SplitReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every text of a number gives the double that `Double.parseDouble` gives, to the last bit.
class NumberTextTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void seededTextsReadAsByTheJdk(long seed) throws IOException {
        compare(seed, 50_000);
    }

    @Tag("heavy")
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void millionsOfSeededTextsReadAsByTheJdk(long seed) throws IOException {
        compare(seed, 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "5., 5.0",
        ".5, 0.5",
        "+5, 5.0",
        "-.5, -0.5",
        "-5., -5.0",
        "007, 7.0",
        "-0, -0.0",
        "-0.0, -0.0",
        "0.0, 0.0",
        "00000000, 0.0",
        "-0000000, -0.0",
        "12345678, 12345678.0",
        "123456789, 123456789.0",
        "1234567.8, 1234567.8",
        "12345678.9, 12345678.9",
        "-12345678.9, -12345678.9",
        "9007199254740993, 9007199254740992.0",
        "9007199254740.993, 9007199254740.993",
        "0.123456789012345, 0.123456789012345",
        "0.30000000000000004, 0.30000000000000004",
        "1e400, Infinity",
        "-1e400, -Infinity",
        "1e-400, 0.0",
        "2.2250738585072011e-308, 2.225073858507201E-308",
        "4.9e-324, 4.9E-324",
        "1E5, 100000.0",
        "1e+22, 1.0E22",
        "1e23, 1.0E23",
        "8.5e-1, 0.85",
        "inf, Infinity",
        "-Infinity, -Infinity",
        "+INF, Infinity"
    })
    void namedTexts(String text, double expected) throws IOException {
        assertThat(read(List.of(text))[0]).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "-",
                "+",
                "-.",
                "+.",
                "1.2.3",
                "1..2",
                "1e",
                "1e+",
                "e5",
                ".e5",
                "--1",
                "1-",
                "12a",
                "0x10",
                "1f",
                "1d",
                "1_000",
                "12345678a",
                "1234.5678.9",
                "1,",
                "/",
                ":",
                "12:34",
                "1/2",
                "infi",
                "in",
                "1e5.5",
                "123456789-1",
                "٣"
            })
    void otherTextsAreNoNumbers(String text) {
        FieldText field = FieldText.of(text);
        assertThat(new NumberParser().parse(field)).isEqualTo(NumberParser.Kind.TEXT);
        assertThatThrownBy(() -> read(List.of("1", '"' + text + '"')))
                .hasMessageContaining("expected a number");
    }

    @Test
    void blanksAroundANumberAreLeftOut() throws IOException {
        assertThat(read(List.of(" 1", "2 ", "\t3.5 ", "\" 4 \"")))
                .containsExactly(1.0, 2.0, 3.5, 4.0);
    }

    @Test
    void nothingAndNullTokensAreMissing() throws IOException {
        assertThat(read(List.of("1", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "\"\"")))
                .containsExactly(
                        new double[] {
                            1,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN
                        });
    }

    private void compare(long seed, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(anyText(random));
        }
        double[] read = read(texts);
        for (int i = 0; i < count; i++) {
            double expected = Double.parseDouble(texts.get(i));
            if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(read[i])) {
                assertThat(read[i])
                        .as("seed %d, case %d: %s", seed, i, texts.get(i))
                        .isEqualTo(expected);
            }
        }
    }

    private static String anyText(SplittableRandom random) {
        String digits = digits(random, random.nextInt(1, 22));
        String text =
                switch (random.nextInt(10)) {
                    case 0 -> digits;
                    case 1, 2, 3 -> withPoint(random, digits(random, random.nextInt(1, 8)));
                    case 4, 5 -> withPoint(random, digits(random, random.nextInt(8, 17)));
                    case 6 -> withPoint(random, digits);
                    case 7 ->
                            withPoint(random, digits)
                                    + (random.nextBoolean() ? "e" : "E")
                                    + (random.nextBoolean() ? "" : random.nextBoolean() ? "+" : "-")
                                    + random.nextInt(340);
                    case 8 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                    default -> Double.toString(random.nextDouble(-1000, 1000));
                };
        if (text.equals("NaN")) {
            return "0";
        }
        char first = text.charAt(0);
        int sign = first == '-' || first == '+' ? 9 : random.nextInt(9);
        return (sign < 2 ? "-" : sign < 3 ? "+" : "") + text;
    }

    private static String withPoint(SplittableRandom random, String digits) {
        int at = random.nextInt(digits.length() + 1);
        return digits.substring(0, at) + "." + digits.substring(at);
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + (random.nextInt(4) == 0 ? 0 : random.nextInt(10))));
        }
        return digits.toString();
    }

    /// Reads the texts with plain loops and with vectors.
    private double[] read(List<String> texts) throws IOException {
        double[] plain = read(texts, false);
        double[] vectors = read(texts, true);
        if (!Arrays.equals(plain, vectors)) { // by bits; quicker than to let AssertJ describe them
            assertThat(vectors).isEqualTo(plain);
        }
        return plain;
    }

    /// Reads the texts as a column in the middle and at the end of its rows.
    private double[] read(List<String> texts, boolean vectors) throws IOException {
        StringBuilder content = new StringBuilder("k,x,y\n");
        for (String text : texts) {
            content.append("k,").append(text).append(',').append(text).append('\n');
        }
        CsvTable table =
                Tables.of(
                        directory,
                        content.toString(),
                        CsvOptions.DEFAULTS.withTypes(
                                Map.of("x", ColumnType.FLOAT64, "y", ColumnType.FLOAT64)));
        Projection columns = Tables.projection(table, "k//x;y");
        RowBatch batch = new RowBatch(1, 0, 2, texts.size() + 1);
        try (SplitReader reader =
                table.open(table.splits(Long.MAX_VALUE).getFirst(), columns, vectors)) {
            assertThat(reader.read(batch)).isFalse();
        }
        assertThat(batch.rows()).isEqualTo(texts.size());
        for (int r = 0; r < batch.rows(); r++) {
            if (Double.compare(batch.values[0][r], batch.values[1][r]) != 0) {
                assertThat(batch.values[1][r]).isEqualTo(batch.values[0][r]);
            }
        }
        return Arrays.copyOf(batch.values[0], batch.rows());
    }
}
