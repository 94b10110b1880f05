package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The type of a column is decided by its last value, and what was written before fits it
/// (designs/008): the output is that of a run that was told the type.
class LateTypesTest {
    private static final String KEEPING_TYPE = "min, max, first, last, sum";

    /// 2^53 + 1: an int64 that no double is.
    private static final long WIDE = 9_007_199_254_740_993L;

    /// Entities enough for several blocks, whose rows are written while others are still to be
    /// read.
    private static final int ENTITIES = 1_500;

    @TempDir private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private Path table(String header, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        return Files.write(directory.resolve("late.csv"), lines);
    }

    private static FeaturePlan plan(String features) {
        return FeaturePlan.standard().withBy(List.of("id")).withFeatures(features);
    }

    private static CsvRun run(Path file, FeaturePlan plan, Map<String, ColumnType> types)
            throws Exception {
        return run(file, plan, types, CsvRun.PLAIN.withWorkers(2).withSplitBytes(4_000));
    }

    private static CsvRun run(
            Path file, FeaturePlan plan, Map<String, ColumnType> types, RunOptions options)
            throws Exception {
        return CsvRun.of(List.of(file), CsvOptions.DEFAULTS.withTypes(types), plan, options);
    }

    /// `ENTITIES` entities of two whole numbers each, and one row more.
    private static List<String> wholeRows(long value, String lastRow) {
        List<String> rows = new ArrayList<>();
        for (int e = 0; e < ENTITIES; e++) {
            rows.add("%05d,%d".formatted(e, value - e % 7));
            rows.add("%05d,%d".formatted(e, value + e % 5));
        }
        rows.add(lastRow);
        return rows;
    }

    @Test
    void aFractionInTheLastRowBehindLargeResultsBeginsTheRunAgain() throws Exception {
        Path file = table("id,x", wholeRows(WIDE, "last,0.5"));
        CsvRun run = run(file, plan(KEEPING_TYPE), Map.of());
        assertThat(run.summary().restarts()).isOne();
        assertThat(run.summary().valueFields().getFirst().type()).isEqualTo(ColumnType.FLOAT64);
        assertThat(run.text())
                .isEqualTo(run(file, plan(KEEPING_TYPE), Map.of("x", ColumnType.FLOAT64)).text());
        // 2^53 + 1 is a tie between two doubles, and the even one is 2^53
        assertThat(run.lines())
                .startsWith("id,x_min,x_max,x_first,x_last,x_sum")
                .contains(
                        "00000,9007199254740992,9007199254740992,9007199254740992,9007199254740992,1.8014398509481984e16")
                .endsWith("last,0.5,0.5,0.5,0.5,0.5");
    }

    @Test
    void withoutAFractionLargeResultsAreExact() throws Exception {
        Path file = table("id,x", wholeRows(WIDE, "last,5"));
        CsvRun run = run(file, plan(KEEPING_TYPE), Map.of());
        assertThat(run.summary().restarts()).isZero();
        assertThat(run.lines())
                .contains(
                        "00000,9007199254740993,9007199254740993,9007199254740993,9007199254740993,18014398509481986")
                .contains(
                        "00001,9007199254740992,9007199254740994,9007199254740992,9007199254740994,18014398509481986")
                .endsWith("last,5,5,5,5,5");
    }

    @Test
    void withoutLargeResultsAFractionInTheLastRowCostsNothing() throws Exception {
        Path file = table("id,x", wholeRows(1_000, "last,0.5"));
        CsvRun run = run(file, plan(KEEPING_TYPE), Map.of());
        assertThat(run.summary().restarts()).isZero();
        assertThat(run.summary().valueFields().getFirst().type()).isEqualTo(ColumnType.FLOAT64);
        assertThat(run.text())
                .isEqualTo(run(file, plan(KEEPING_TYPE), Map.of("x", ColumnType.FLOAT64)).text());
    }

    /// Values whose results look harmless while what made them does not: sums that cancel, large
    /// numbers beside fractions, results equal to 2^53 only as doubles.
    private static String awkwardNumber(Random random, boolean fraction) {
        long large = WIDE + random.nextInt(4) - 2;
        return switch (random.nextInt(fraction ? 8 : 6)) {
            case 0 -> Long.toString(large);
            case 1 -> Long.toString(-large);
            case 2 -> Long.toString(random.nextLong() >> 4);
            case 3 -> "";
            case 4, 5 -> Integer.toString(random.nextInt(40) - 20);
            case 6 -> "0.5";
            default -> "-0.5";
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOutputIsThatOfARunThatWasToldTheType(long seed) throws Exception {
        Random random = new Random(seed);
        boolean fractions = random.nextBoolean();
        double from = random.nextDouble(); // where in the table the first fraction may stand
        List<String> rows = new ArrayList<>(List.of("first,1"));
        int entities = 1 + random.nextInt(ENTITIES);
        for (int e = 0; e < entities; e++) {
            boolean fraction = fractions && e >= from * entities;
            for (int r = 1 + random.nextInt(4); r > 0; r--) {
                rows.add(e + "," + awkwardNumber(random, fraction));
            }
        }
        Path file = table("id,x", rows);
        boolean isFractional = rows.stream().anyMatch(row -> row.contains("0.5"));
        Map<String, ColumnType> told =
                Map.of("x", isFractional ? ColumnType.FLOAT64 : ColumnType.INT64);
        for (String features :
                List.of("min", "max", "sum", "first, last", KEEPING_TYPE + ", mean")) {
            RunOptions options =
                    CsvRun.PLAIN.withWorkers(2).withSplitBytes(100 + random.nextInt(20_000));
            assertThat(run(file, plan(features), Map.of(), options).text())
                    .as("seed %d, %s", seed, features)
                    .isEqualTo(run(file, plan(features), told).text());
        }
    }

    /// Entities whose results are small whole numbers, so that nothing shows that they depend on
    /// the type: values, feature, result in doubles.
    @ParameterizedTest
    @CsvSource({
        "9007199254740993;0.5;-7, min, -7",
        "-9007199254740993;0.5;7, max, 7",
        "9007199254740993;0.5;-7, last, -7",
        "9007199254740993;7.5;7, min, 7",
        "-9007199254740993;-7.5;-7, max, -7",
        "9007199254740993;-9007199254740993;0.5;0.5, sum, 1",
        "0.5;0.5;9007199254740990;-9007199254740990, sum, 1",
        "4503599627370496.5;4503599627370495.5, sum, 9007199254740992"
    })
    void aSmallResultMadeOfLargeValuesAndFractionsIsThatOfDoubles(
            String values, String feature, String result) throws Exception {
        List<String> rows = wholeRows(10, "last,3");
        for (String value : values.split(";", -1)) {
            rows.add(ENTITIES, "here," + value);
        }
        Collections.reverse(rows.subList(ENTITIES, ENTITIES + values.split(";", -1).length));
        Path file = table("id,x", rows);
        CsvRun run = run(file, plan(feature), Map.of());
        assertThat(run.lines()).contains("here," + result).endsWith("last,3");
    }

    /// 2^53 + 1 as an int64, 2^53 as a double: written long before the fraction is met.
    @Test
    void aResultThatIsNoDoubleIsTakenBackWhenTheColumnHasAFractionLater() throws Exception {
        List<String> rows = wholeRows(10, "last,0.5");
        rows.add(2, "here," + WIDE);
        CsvRun run = run(table("id,x", rows), plan("max"), Map.of());
        assertThat(run.lines()).contains("here,9007199254740992").endsWith("last,0.5");
    }

    /// A sum whose exact value and whose value in doubles are both small.
    @Test
    void aSumThatCancelsIsExactUntilTheColumnHasAFraction() throws Exception {
        List<String> rows = wholeRows(10, "last,3");
        rows.addAll(2, List.of("here," + WIDE, "here,-9007199254740992"));
        assertThat(run(table("id,x", rows), plan("sum"), Map.of()).lines()).contains("here,1");
        rows.add("later,0.5");
        assertThat(run(table("id,x", rows), plan("sum"), Map.of()).lines()).contains("here,0");
    }

    @Test
    void aSumBeyondInt64NamesEntityAndCure() throws Exception {
        List<String> rows = wholeRows(1, "huge,9223372036854775807");
        rows.add("huge,1");
        Path file = table("id,x", rows);
        assertThatThrownBy(() -> run(file, plan("sum"), Map.of()))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("late.csv")
                .hasMessageContaining("column \"x\"")
                .hasMessageContaining("entity huge: sum")
                .hasMessageContaining("--types x:float64");
        assertThat(run(file, plan("sum"), Map.of("x", ColumnType.FLOAT64)).lines())
                .endsWith("huge,9.223372036854776e18");
        assertThat(run(file, plan("min, max"), Map.of()).lines())
                .endsWith("huge,1,9223372036854775807");
    }

    @Test
    void aSumBeyondInt64IsNoErrorWhenTheColumnHasAFractionLater() throws Exception {
        List<String> rows = wholeRows(1, "huge,9223372036854775807");
        rows.add("huge,9223372036854775807");
        rows.addAll(wholeRows(1, "").stream().map(row -> "z" + row).limit(2 * ENTITIES).toList());
        rows.add("last,0.25");
        CsvRun run = run(table("id,x", rows), plan("sum"), Map.of());
        assertThat(run.summary().restarts()).isOne();
        assertThat(run.lines()).contains("huge,1.8446744073709552e19").endsWith("last,0.25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "1e3", "2.0", "9223372036854775808", "inf", "-1e400"})
    void whatIsNoInt64MakesTheColumnOneOfDoubles(String late) throws Exception {
        Path file = table("id,x", wholeRows(WIDE, "last," + late));
        CsvRun run = run(file, plan(KEEPING_TYPE), Map.of());
        assertThat(run.summary().restarts()).isOne();
        assertThat(run.text())
                .isEqualTo(run(file, plan(KEEPING_TYPE), Map.of("x", ColumnType.FLOAT64)).text());
    }

    /// More rows without a value of `x` than are looked at when a table is opened.
    private static List<String> rowsWithoutX(List<String> behind) {
        List<String> rows = new ArrayList<>();
        String note = "n".repeat(100);
        for (int r = 0; r < 15_000; r++) {
            rows.add("%05d,,%s,%d".formatted(r / 10, note, r));
        }
        rows.addAll(behind);
        return rows;
    }

    @Test
    void aColumnFirstSeenLateAsTextIsLeftOutUnlessAskedFor() throws Exception {
        Path file = table("id,x,note,y", rowsWithoutX(List.of("late,red,n,1", "late,blue,n,2")));
        CsvRun run = run(file, plan("max"), Map.of());
        assertThat(run.summary().restarts()).isOne();
        assertThat(run.lines()).startsWith("id,y_max", "00000,9").endsWith("late,2");
        FeaturePlan asked = plan("max").withSelect(List.of("x"));
        assertThatThrownBy(() -> run(file, asked, Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column \"x\" is text (first value \"red\" (line 15002))");
    }

    @Test
    void aColumnFirstSeenLateAsWholeNumbersIsInt64() throws Exception {
        Path file =
                table("id,x,note,y", rowsWithoutX(List.of("late," + WIDE + ",n,1", "late,,n,2")));
        CsvRun run = run(file, plan("max, sum").withSelect(List.of("x")), Map.of());
        assertThat(run.lines())
                .startsWith("id,x_max,x_sum", "00000,,")
                .endsWith("late,9007199254740993,9007199254740993");
        assertThat(run.summary().valueFields().getFirst().type()).isEqualTo(ColumnType.INT64);
    }

    @Test
    void aColumnFirstSeenLateAsFractionsIsFloat64() throws Exception {
        Path file = table("id,x,note,y", rowsWithoutX(List.of("late,1.5,n,1", "late,3,n,2")));
        CsvRun run = run(file, plan("max, sum").withSelect(List.of("x")), Map.of());
        assertThat(run.lines()).endsWith("late,3,4.5");
        assertThat(run.summary().restarts()).isZero();
    }

    @Test
    void anOrderColumnWithALateFractionIsReadAgainAsDoubles() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int e = 0; e < ENTITIES; e++) {
            rows.add("%d,3,%d".formatted(e, e + 7));
            rows.add("%d,1,%d".formatted(e, e));
        }
        rows.addAll(List.of("last,2.5,10", "last,2,4", "last,2.25,7"));
        Path file = table("id,t,x", rows);
        FeaturePlan plan = plan("first, last, trend").withOrderBy(List.of("t"));
        CsvRun run = run(file, plan, Map.of());
        assertThat(run.summary().restarts()).isOne();
        assertThat(run.lines()).contains("0,0,7,3.5").endsWith("last,4,10,12");
        assertThat(run.text()).isEqualTo(run(file, plan, Map.of("t", ColumnType.FLOAT64)).text());
        assertThatThrownBy(() -> run(file, plan, Map.of("t", ColumnType.INT64)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("late.csv:3002: column \"t\"")
                .hasMessageContaining("found \"2.5\"");
    }

    @Test
    void rowsHandedOnToJavaCannotBeTakenBack() throws Exception {
        Path file = table("id,x", wholeRows(WIDE, "last,0.5"));
        RunOptions options = CsvRun.PLAIN.withSplitBytes(4_000);
        try (InputFiles input = InputFiles.of(file)) {
            Features request =
                    Features.of(CsvTable.open(input, CsvOptions.DEFAULTS))
                            .plan(plan(KEEPING_TYPE))
                            .options(options);
            assertThatThrownBy(() -> request.compute(_ -> {}))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("column \"x\"")
                    .hasMessageContaining("after results had been handed on")
                    .hasMessageContaining("FLOAT64");
            CsvOptions told = CsvOptions.DEFAULTS.withTypes(Map.of("x", ColumnType.FLOAT64));
            List<Double> sums = new ArrayList<>();
            Features.of(CsvTable.open(input, told))
                    .plan(plan(KEEPING_TYPE))
                    .options(options)
                    .compute(row -> sums.add(row.value("x_sum")));
            assertThat(sums).hasSize(ENTITIES + 1).endsWith(0.5);
        }
    }
}
