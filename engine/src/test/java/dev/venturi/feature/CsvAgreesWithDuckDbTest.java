package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.table.ColumnType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Awkward CSV files, read here and by DuckDB: the same entities in the same order, and the same
/// features, exact where they are int64 and else to nine digits.
class CsvAgreesWithDuckDbTest {
    private static final List<String> NULLS = List.of("NA", "-", "n/a");
    private static final List<String> KEYS = List.of("host", "device");
    private static final List<String> COLUMNS = List.of("x", "n", "far");

    @TempDir private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    /// Texts of keys that need quotes, or look as if they did.
    private static String key(Random random, int e) {
        return switch (random.nextInt(7)) {
            case 0 -> "\"a,b %d\"".formatted(e);
            case 1 -> "\"say \"\"%d\"\"\"".formatted(e);
            case 2 -> "\"two\nlines %d\"".formatted(e);
            case 3 -> "00%d".formatted(e);
            case 4 -> "\"%d\"".formatted(e);
            case 5 -> "Größe %d €".formatted(e);
            default -> "host-%d".formatted(e);
        };
    }

    private static String missing(Random random) {
        return List.of("", "\"\"", "NA", "-", "n/a").get(random.nextInt(5));
    }

    /// Doubles of one magnitude, or of many.
    private static String number(Random random, int kind) {
        double scale =
                switch (kind) {
                    case 0 -> 1;
                    case 1 -> 1e-9;
                    case 2 -> 1e12;
                    case 3 -> 1e60;
                    default -> Math.pow(10, random.nextInt(12) - 6);
                };
        double value = random.nextGaussian() * scale;
        return switch (random.nextInt(4)) {
            case 0 -> String.format(Locale.ROOT, "%.3e", value);
            case 1 -> String.format(Locale.ROOT, "%.2f", value);
            case 2 -> "\"" + value + "\"";
            default -> Double.toString(value);
        };
    }

    /// Whole numbers, many of which no double is; small enough that their sums fit.
    private static String whole(Random random) {
        return Long.toString(random.nextLong() >> (8 + random.nextInt(40)));
    }

    private static List<String> rows(Random random) {
        List<String> lines = new ArrayList<>();
        lines.add("note,host,ts,x,n,far,pos,device");
        int entities = 40 + random.nextInt(60);
        for (int e = 0; e < entities; e++) {
            String host = key(random, e / 3);
            String device = "d" + e;
            int kind = random.nextInt(6);
            boolean constant = random.nextInt(8) == 0;
            String constantValue = number(random, kind);
            int length = random.nextInt(6) == 0 ? 1 : 1 + random.nextInt(60);
            double missing = random.nextInt(3) == 0 ? random.nextDouble() : 0.1;
            List<String> rows = new ArrayList<>();
            for (int r = 0; r < length; r++) {
                String x = constant ? constantValue : number(random, kind);
                rows.add(
                        String.join(
                                ",",
                                random.nextInt(5) == 0 ? "\"a \"\"note\"\",\nlong\"" : "",
                                host,
                                time(random),
                                random.nextDouble() < missing ? missing(random) : x,
                                random.nextDouble() < missing ? missing(random) : whole(random),
                                String.format(Locale.ROOT, "%.3f", 1e4 + random.nextDouble()),
                                Double.toString(random.nextInt(4_000) / 8.0 - 100),
                                device));
            }
            lines.addAll(rows);
        }
        return lines;
    }

    private static String time(Random random) {
        String day = "2024-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
        return switch (random.nextInt(3)) {
            case 0 -> day;
            case 1 -> "%sT%02d:30:15".formatted(day, random.nextInt(24));
            default ->
                    "%s %02d:59:59.%06d"
                            .formatted(day, random.nextInt(24), random.nextInt(1_000_000));
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFeatureAgreesInEveryOrder(long seed) throws Exception {
        Path file = Files.write(directory.resolve("awkward.csv"), rows(new Random(seed)));
        List<String> nulls = new ArrayList<>(NULLS);
        nulls.add("");
        try (DuckDbTable duck = new DuckDbTable(file.toString(), nulls)) {
            requireAgreement(seed, file, duck, List.of("ts"), DuckDbTable.Axis.time("ts"));
            requireAgreement(seed, file, duck, List.of("pos"), DuckDbTable.Axis.number("pos"));
            requireAgreement(seed, file, duck, List.of(), DuckDbTable.Axis.none());
        }
    }

    private static void requireAgreement(
            long seed, Path file, DuckDbTable duck, List<String> order, DuckDbTable.Axis axis)
            throws Exception {
        FeaturePlan plan =
                FeaturePlan.standard()
                        .withBy(KEYS)
                        .withOrderBy(order)
                        .withSelect(COLUMNS)
                        .withFeatures(String.join(",", DuckDbTable.features()));
        CsvOptions csv = CsvOptions.DEFAULTS.withNullTokens(NULLS);
        RunOptions options = CsvRun.PLAIN.withWorkers(3).withSplitBytes(1_500);
        CsvRun run = CsvRun.of(List.of(file), csv, plan, options);
        Agreement agreement = new Agreement("seed %d, by %s".formatted(seed, order), run, plan);
        int numbers = agreement.require(duck, axis, Map.of("n", ColumnType.INT64));
        assertThat(numbers).isGreaterThan(40 * COLUMNS.size() * 10);
    }

    @Test
    void theTablesHoldWhatMakesThemAwkward() {
        List<String> rows = new ArrayList<>();
        seeds().forEach(seed -> rows.addAll(rows(new Random(seed))));
        Collections.sort(rows);
        assertThat(rows)
                .anyMatch(row -> row.contains("\"a,b "))
                .anyMatch(row -> row.contains("e+6"))
                .anyMatch(row -> row.contains("two\nlines"))
                .anyMatch(row -> row.contains("say \"\""));
    }
}
