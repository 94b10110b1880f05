package dev.venturi.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.ArrayTable;
import dev.venturi.table.ValueTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions mean what they say, to the last digit, and read back as they were.
class ConditionTest {
    private static final Map<String, IntPredicate> COMPARISONS =
            Map.of(
                    "=", c -> c == 0,
                    "==", c -> c == 0,
                    "!=", c -> c != 0,
                    "<>", c -> c != 0,
                    "<", c -> c < 0,
                    "<=", c -> c <= 0,
                    ">", c -> c > 0,
                    ">=", c -> c >= 0);

    private static ValueTest test(String condition) {
        ArrayTable table =
                ArrayTable.builder()
                        .int64("n", new long[] {1})
                        .float64("x", new double[] {1})
                        .build();
        return Condition.parse(condition, "--where").getFirst().resolve(table, "--where").test();
    }

    @Test
    void wholeNumbersAreComparedExactly() {
        Random random = new Random(17);
        List<String> literals =
                new ArrayList<>(
                        List.of(
                                "0",
                                "-0",
                                "+3",
                                "5.",
                                ".5",
                                "-0.5",
                                "1e-400",
                                "-1e-400",
                                "0e9",
                                "3.0",
                                "9007199254740993",
                                "9007199254740992.5",
                                "9.007199254740993e15",
                                "9223372036854775807",
                                "9223372036854775807.5",
                                "9223372036854775808",
                                "-9223372036854775808",
                                "-9223372036854775808.5",
                                "-9223372036854775809",
                                "18446744073709551616",
                                "1e30",
                                "-1e300",
                                "1e400"));
        long[] keys = {
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            -5,
            -1,
            0,
            1,
            3,
            5,
            (1L << 53) - 1,
            1L << 53,
            (1L << 53) + 1,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE
        };
        for (int i = 0; i < 200; i++) {
            long near = keys[random.nextInt(keys.length)];
            literals.add(
                    BigDecimal.valueOf(near)
                            .add(BigDecimal.valueOf(random.nextInt(50) - 25, 1))
                            .toPlainString());
        }
        for (String literal : literals) {
            BigDecimal exact = new BigDecimal(literal);
            COMPARISONS.forEach((operator, expected) -> {
                ValueTest test = test("n " + operator + " " + literal);
                for (long key : keys) {
                    assertThat(test.key(key))
                            .as("%d %s %s", key, operator, literal)
                            .isEqualTo(expected.test(BigDecimal.valueOf(key).compareTo(exact)));
                }
                assertThat(test.missing()).isFalse();
            });
        }
        assertThat(test("n < inf").key(Long.MAX_VALUE)).isTrue();
        assertThat(test("n < -Infinity").key(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void boundsRuleOutWhatNoValueBetweenThemPasses() {
        for (int low = -2; low <= 2; low++) {
            for (int high = -2; high <= 2; high++) {
                for (boolean inside : new boolean[] {true, false}) {
                    ValueTest.Keys test = new ValueTest.Keys(low, high, inside);
                    for (long min = -3; min <= 3; min++) {
                        boolean some = false;
                        for (long max = min; max <= 3; max++) {
                            some |= test.key(max);
                            assertThat(test.mayPass(min, max))
                                    .as("%s in [%d, %d]", test, min, max)
                                    .isEqualTo(some);
                        }
                    }
                }
            }
        }
    }

    @Test
    void boundsOfTextsNeverRuleOutATextBetweenThem() {
        List<String> texts = List.of("", "a", "aa", "ab", "b", "ba", "z", "é");
        for (String literal : texts) {
            for (String operator : COMPARISONS.keySet()) {
                Comparison comparison =
                        Condition.parse("n " + operator + " '" + literal + "'", "--where")
                                .getFirst()
                                .comparison();
                ValueTest.Texts test =
                        new ValueTest.Texts(
                                bytes(literal),
                                comparison.below(),
                                comparison.equal(),
                                comparison.above());
                for (int min = 0; min < texts.size(); min++) {
                    boolean some = false;
                    for (int max = min; max < texts.size(); max++) {
                        byte[] value = bytes(texts.get(max));
                        some |= test.text(value, 0, value.length);
                        boolean may = test.mayPass(bytes(texts.get(min)), value);
                        assertThat(may || !some)
                                .as("%s %s in %s..%s", operator, literal, min, max)
                                .isTrue();
                    }
                }
                assertThat(test.mayPass(bytes("q"), bytes("r")))
                        .as("%s %s between q and r", operator, literal)
                        .isEqualTo(test.text(bytes("q"), 0, 1));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "day >= 2026-06-01",
                "ts < 2026-06-01 12:30",
                "\"heart rate\" != 'it''s'",
                "\"a\"\"b=c\" is not null",
                "x is null",
                "ward = 'and'",
            })
    void whatIsPrintedReadsAsTheSameCondition(String text) {
        List<Condition> conditions = Condition.parse(text, "--where");
        assertThat(conditions.getFirst()).hasToString(text);
        assertThat(Condition.parse(text + " and " + text, "--where"))
                .containsExactly(conditions.getFirst(), conditions.getFirst());
    }
}
