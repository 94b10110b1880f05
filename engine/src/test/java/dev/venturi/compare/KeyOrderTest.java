package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    @Test
    void wholeNumbersComeByValueThenTextsByBytes() {
        List<String> ascending =
                List.of(
                        "-100000000000000000000",
                        "-10",
                        "-9",
                        "-1",
                        "0",
                        "1",
                        "2",
                        "10",
                        "9223372036854775808",
                        "10000000000000000000000",
                        "",
                        "+1",
                        "-",
                        "-0",
                        "-01",
                        "007",
                        "1.0",
                        "10a",
                        "9a",
                        "A",
                        "a",
                        "é");
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(
                                Integer.signum(
                                        KeyOrder.compare(
                                                row(ascending.get(i)), row(ascending.get(j)))))
                        .as("%s against %s", ascending.get(i), ascending.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void orderIsTotal() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "-0012a";
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(5);
            for (int c = 0; c < length; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            texts.add(text.toString());
        }
        List<TextRow> rows = new ArrayList<>();
        texts.stream().distinct().forEach(text -> rows.add(row(text)));
        rows.sort(KeyOrder::compare); // throws where the order contradicts itself
        for (int i = 0; i + 1 < rows.size(); i++) {
            assertThat(KeyOrder.compare(rows.get(i), rows.get(i + 1)))
                    .as("seed %d", seed)
                    .isNegative();
            if (rows.get(i + 1).text(0).matches("0|-?[1-9][0-9]*")) {
                assertThat(new BigInteger(rows.get(i).text(0)))
                        .isLessThan(new BigInteger(rows.get(i + 1).text(0)));
            }
        }
    }

    private static TextRow row(String key) {
        TextRow row = new TextRow(1, 1);
        row.bytes[0] = key.getBytes(StandardCharsets.UTF_8);
        row.to[0] = row.bytes[0].length;
        return row;
    }
}
