package dev.venturi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all implementations of [FieldKernels] answer.
abstract class FieldKernelsContract {
    private static final Pattern FORM = Pattern.compile("-?(?=[0-9.]{1,16}$)[0-9]*\\.?[0-9]+");

    /// Nearly numbers, and numbers of every length on the borders of what is read at once.
    private static final String[] AWKWARD = {
        "-",
        ".",
        "-.",
        "5.",
        "-5.",
        ".5",
        "-.5",
        "-0",
        "-0.0",
        "0",
        "--1",
        "1-",
        "1.2.3",
        "1..2",
        "12345678",
        "-12345678",
        "123456789",
        "-1234567",
        "1234567.",
        ".1234567",
        "-.123456",
        "1234.5678",
        "1234567.8",
        "12345678.9",
        "1234567890123456",
        "-9007199254740992",
        "9007199254740993",
        "0.12345678901234",
        ".123456789012345",
        "123456789012345.",
        "12345678901234567",
        "1e5",
        "NaN",
        "+5",
        " 5",
        "5 ",
        "/",
        ":",
        "x",
        "00000000",
        "0.000000",
        "99999999",
        "9999999.9",
        "-9999999",
        "\"7\"",
        "\u0660",
        "1\r",
        "\r"
    };

    private final FieldKernels kernels = kernels();

    /// The implementation under test, with scratch memory of its own.
    abstract FieldKernels kernels();

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "\u0001", "-"})
    void everyByteIsMarkedForWhatItIs(String delimiter) {
        byte delimiterByte = (byte) delimiter.charAt(0);
        byte[] pool = (",;\t\n\n\"\r x0.-\u0001" + delimiter).getBytes(StandardCharsets.US_ASCII);
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int blocks = random.nextInt(9);
            int from = random.nextInt(70);
            byte[] bytes = new byte[from + 64 * blocks + 64];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(3) == 0) {
                    bytes[i] = pool[random.nextInt(pool.length)];
                }
            }
            long[] separators = new long[blocks];
            long[] lineFeeds = new long[blocks];
            long[] quotes = new long[blocks];
            kernels.mark(bytes, from, blocks, delimiterByte, separators, lineFeeds, quotes);
            for (int b = 0; b < blocks; b++) {
                long feeds = bits(bytes, from + 64 * b, (byte) '\n');
                long any = feeds | bits(bytes, from + 64 * b, delimiterByte);
                assertThat(lineFeeds[b]).as("seed %d, block %d", seed, b).isEqualTo(feeds);
                assertThat(separators[b]).as("seed %d, block %d", seed, b).isEqualTo(any);
                assertThat(quotes[b] != 0)
                        .as("seed %d, block %d", seed, b)
                        .isEqualTo(bits(bytes, from + 64 * b, (byte) '"') != 0);
            }
        }
    }

    private static long bits(byte[] bytes, int from, byte wanted) {
        long bits = 0;
        for (int i = 0; i < 64; i++) {
            bits |= bytes[from + i] == wanted ? 1L << i : 0;
        }
        return bits;
    }

    @Test
    void seededColumnsHaveTheBitsOfTheJdk() {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<String> column = new ArrayList<>();
            int longest = random.nextInt(4) == 0 ? 18 : 7;
            int oddOneIn = random.nextInt(4) == 0 ? 6 : 200;
            for (int r = random.nextInt(300); r > 0; r--) {
                column.add(
                        random.nextInt(oddOneIn) == 0
                                ? AWKWARD[random.nextInt(AWKWARD.length)]
                                : number(random, longest));
            }
            requireRead("seed " + seed, column, random);
        }
    }

    @Test
    void everyAwkwardTextAmongPlainOnes() {
        Random random = new Random(1);
        for (String text : AWKWARD) {
            for (int place = 0; place < 9; place++) {
                List<String> column = new ArrayList<>();
                for (int r = 0; r < 24; r++) {
                    column.add(r == place ? text : number(random, 7));
                }
                requireRead("\"" + text + "\" at " + place, column, random);
            }
        }
    }

    private static String number(Random random, int longest) {
        if (random.nextInt(12) == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int digits = 1 + random.nextInt(longest);
        for (int i = 0; i < digits; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        if (random.nextBoolean()) {
            text.insert(random.nextInt(digits), '.');
        }
        return (random.nextInt(6) == 0 ? "-" : "") + text;
    }

    /// Reads a column that stands among others, and holds every number, and what is left over,
    /// against the JDK.
    private void requireRead(String name, List<String> column, Random random) {
        int stride = 1 + random.nextInt(3);
        int place = random.nextInt(stride);
        boolean last = place == stride - 1;
        boolean returned = last && random.nextInt(3) == 0;
        List<String> fields =
                column.stream().map(field -> last && !returned ? stripped(field) : field).toList();
        StringBuilder text = new StringBuilder("#".repeat(FieldKernels.MARGIN - 1)).append('\n');
        int[] at = new int[column.size() * stride + 1];
        at[0] = text.length() - 1;
        for (int r = 0; r < column.size(); r++) {
            for (int f = 0; f < stride; f++) {
                text.append(f == place ? column.get(r) : "77.7");
                text.append(returned && f == place ? "\r" : "");
                at[r * stride + f + 1] = text.length();
                text.append(f == stride - 1 ? '\n' : ',');
            }
        }
        byte[] bytes = (text + "#".repeat(64)).getBytes(StandardCharsets.ISO_8859_1);
        double[] out = new double[column.size() + 3];
        for (int from = 0; from < column.size(); ) {
            int count = column.size() - from;
            int first = from * stride + place;
            int read = kernels.decimals(bytes, at, first, stride, count, last, out, from + 3);
            boolean fraction = false;
            for (int r = from; r < from + read; r++) {
                String field = fields.get(r);
                assertThat(isOfTheForm(field)).as("%s: \"%s\" is read", name, field).isTrue();
                double expected = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
                fraction |= field.contains(".") || (expected == 0 && field.startsWith("-"));
                if (Double.doubleToRawLongBits(out[r + 3])
                        != Double.doubleToRawLongBits(expected)) {
                    assertThat(out[r + 3]).as("%s: \"%s\"", name, field).isEqualTo(expected);
                }
            }
            assertThat(kernels.foundFraction()).as("%s from %d", name, from).isEqualTo(fraction);
            from += read;
            if (read < count) {
                int next = from;
                while (isOfTheForm(fields.get(next))) {
                    next++; // throws when nothing of another form is left
                }
                assertThat(next - from).as("%s: left over from %d on", name, from).isLessThan(8);
                from = next + 1;
            }
        }
    }

    /// Without the carriage return that may end the last field of a row.
    private static String stripped(String field) {
        return field.endsWith("\r") ? field.substring(0, field.length() - 1) : field;
    }

    private static boolean isOfTheForm(String field) {
        return field.isEmpty()
                || (FORM.matcher(field).matches()
                        && Long.parseLong(field.replaceAll("[-.]", "")) <= 1L << 53);
    }
}
