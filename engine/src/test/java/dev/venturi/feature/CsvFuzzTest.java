package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// 2,000 small CSV files, and 8,000 more by the tag `heavy`, with bytes flipped, put in, left out
/// or repeated: each is refused with a clean error if a slow reader refuses it, and else gives the
/// answers of that reader.
class CsvFuzzTest {
    private static final int BATCHES = 200;
    private static final int HEAVY_BATCHES = 800;
    private static final int FILES_PER_BATCH = 10;
    private static final byte[] FAVOURITES =
            "\"\"\n\n\r,,;\t ..--+eE01234567890123456789xnaN\\".getBytes(StandardCharsets.US_ASCII);

    /// Fields that are nearly numbers, or numbers of a rare form.
    private static final List<String> TOKENS =
            List.of(
                    ".",
                    "-",
                    "+",
                    "-.",
                    "e5",
                    "1e",
                    "1e+",
                    "--1",
                    "1..2",
                    "1.2.3",
                    "+-1",
                    "0x1F",
                    "1_000",
                    "1d",
                    "5f",
                    "Infinity",
                    "-INF",
                    "infinit",
                    "nane",
                    "-nan",
                    "NAN",
                    "null",
                    "\"1,5\"",
                    "TRUE",
                    "false",
                    " ",
                    "\"\"",
                    "\" 7 \"",
                    "\"1\"\"2\"",
                    "+5",
                    "-0",
                    "-0.0",
                    "5.",
                    ".5",
                    "-.5e-3",
                    "007",
                    "0000000000000000000000012",
                    "1e400",
                    "-1e400",
                    "1e-400",
                    "4.9e-324",
                    "1e99999999999999999999",
                    "12345678.12345678",
                    "1.234567890123456",
                    "12345678.",
                    "123456789012345678",
                    "0.1234567890123456789",
                    "9007199254740993",
                    "-9007199254740993",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "99999999999999999999",
                    "9.223372036854775807e18",
                    "2024-01-31",
                    "12:30");

    private static int answered;
    private static int refused;

    @TempDir private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, BATCHES);
    }

    static LongStream moreSeeds() {
        return LongStream.range(BATCHES, BATCHES + HEAVY_BATCHES);
    }

    @Tag("heavy")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("moreSeeds")
    void moreMutatedFilesAreRefusedOrAnsweredRightly(long seed) {
        aMutatedFileIsRefusedOrAnsweredRightly(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMutatedFileIsRefusedOrAnsweredRightly(long seed) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < FILES_PER_BATCH; i++) {
                        byte[] file = mutated(table(random), random);
                        requireRefusedOrRight(
                                "seed %d, file %d: %s"
                                        .formatted(
                                                seed,
                                                i,
                                                new String(file, StandardCharsets.ISO_8859_1)),
                                file,
                                random);
                    }
                },
                "seed " + seed);
    }

    @AfterAll
    static void bothHappenOften() {
        assertThat(answered).isGreaterThan(refused / 4);
        assertThat(refused).isGreaterThan(answered / 4);
    }

    /// A small table as users have them: quotes, gaps, all forms of numbers.
    private static byte[] table(Random random) {
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
        text.append(random.nextBoolean() ? "id,note,day,x,n" : "id,\"note\",day,x,\"n\"")
                .append(end);
        int entities = 1 + random.nextInt(4);
        boolean fractions = random.nextBoolean();
        for (int e = 0; e < entities; e++) {
            String id = random.nextInt(4) == 0 ? "\"e, \"\"%d\"\"\"".formatted(e) : "e" + e;
            for (int r = 1 + random.nextInt(5); r > 0; r--) {
                String note = random.nextInt(4) == 0 ? "\"a\n\"\"b\"\",\"" : "";
                String day = random.nextInt(9) + (random.nextInt(20) == 0 ? ".5" : "");
                text.append(
                        String.join(",", id, note, day, value(random), whole(random, fractions)));
                text.append(end);
            }
            text.append(random.nextInt(8) == 0 ? end : "");
        }
        if (random.nextInt(4) == 0) {
            text.setLength(text.length() - end.length());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String value(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "NA";
            case 2 -> "\"" + random.nextInt(100) / 4.0 + "\"";
            case 3 -> " " + random.nextInt(100) + "\t";
            case 4 -> random.nextInt(100) + "e" + (random.nextInt(9) - 4);
            case 5 -> List.of("-0", ".5", "7.", "+3", "-inf", "1e400").get(random.nextInt(6));
            case 6 -> Double.toString(random.nextGaussian());
            default -> Double.toString(random.nextInt(2_000) / 10.0 - 50);
        };
    }

    private static String whole(Random random, boolean fractions) {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> Long.toString(random.nextLong() >> 2);
            case 2 -> "9007199254740993";
            case 3 -> fractions ? "0.5" : "\"12\"";
            default -> Integer.toString(random.nextInt(200_000) - 100_000);
        };
    }

    private static byte[] mutated(byte[] file, Random random) {
        byte[] bytes = file;
        for (int m = 1 + random.nextInt(2); m > 0 && bytes.length > 1; m--) {
            int at = random.nextInt(bytes.length);
            if (random.nextBoolean() && bytes[at] < ' ') {
                at = random.nextInt(bytes.length); // rows that are broken say little: fewer of them
            }
            int length = 1 + random.nextInt(Math.min(12, bytes.length - at));
            byte other =
                    random.nextInt(8) == 0
                            ? (byte) random.nextInt(256)
                            : FAVOURITES[random.nextInt(FAVOURITES.length)];
            bytes =
                    switch (random.nextInt(8)) {
                        case 0 ->
                                spliced(
                                        bytes,
                                        at,
                                        at + 1,
                                        (byte) (bytes[at] ^ 1 << random.nextInt(8)));
                        case 1 -> spliced(bytes, at, at + 1, other);
                        case 2 -> spliced(bytes, at, at, other);
                        case 3 -> spliced(bytes, at, at + (random.nextBoolean() ? 1 : length));
                        case 4, 5, 6 -> withToken(bytes, at, random);
                        default -> {
                            int to = random.nextInt(bytes.length + 1);
                            yield spliced(
                                    bytes, to, to, Arrays.copyOfRange(bytes, at, at + length));
                        }
                    };
        }
        return bytes;
    }

    /// The bytes with what stands between the separators around one of them replaced.
    private static byte[] withToken(byte[] bytes, int at, Random random) {
        int from = at;
        while (from > 0 && bytes[from - 1] != ',' && bytes[from - 1] != '\n') {
            from--;
        }
        int to = at;
        while (to < bytes.length && bytes[to] != ',' && bytes[to] != '\n') {
            to++;
        }
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        return spliced(bytes, from, to, token.getBytes(StandardCharsets.US_ASCII));
    }

    /// The bytes with `[from, to)` replaced.
    private static byte[] spliced(byte[] bytes, int from, int to, byte... with) {
        byte[] spliced = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }

    private void requireRefusedOrRight(String name, byte[] file, Random random) throws Exception {
        boolean packed = random.nextInt(8) == 0;
        boolean sniffed = random.nextInt(3) == 0;
        Path path = directory.resolve(packed ? "table.csv.gz" : "table.csv");
        Files.write(path, packed ? CsvRun.gzip(file) : file);
        RunOptions options =
                CsvRun.PLAIN
                        .withKernels(
                                random.nextInt(4) == 0 ? KernelChoice.VECTOR : KernelChoice.SCALAR)
                        .withWorkers(1 + random.nextInt(3))
                        .withSplitBytes(
                                random.nextInt(4) == 0
                                        ? 5 + random.nextInt(40)
                                        : 45 + random.nextInt(400));
        FeaturePlan plan =
                FeaturePlan.standard()
                        .withBy(List.of("id"))
                        .withOrderBy(List.of("day"))
                        .withSelect(List.of("x", "n"))
                        .withFeatures(SlowReference.FEATURES);
        char delimiter = ',';
        CsvRun run = null;
        String complaint = "";
        try (InputFiles input = InputFiles.of(path)) {
            CsvOptions csv = CsvOptions.DEFAULTS.withDelimiter(sniffed ? null : ",");
            CsvTable table = CsvTable.open(input, csv);
            delimiter = sniffed ? delimiterOf(table) : ',';
            run = CsvRun.of(table, plan, options);
        } catch (MalformedDataException | UsageException e) {
            complaint = e.toString();
            if (complaint.contains("Exception: null")) {
                fail(name + " is refused without a word", e);
            }
        }
        Map<String, List<Number>> expected;
        try {
            expected = SlowReference.answer(file, delimiter);
        } catch (SlowReference.RefusedException e) {
            assertThat(run).as("%s: %s", name, e.getMessage()).isNull();
            refused++;
            return;
        }
        if (run == null) {
            // what another delimiter would have given is not known when none was told
            assertThat(sniffed).as("%s is refused: %s", name, complaint).isTrue();
            refused++;
            return;
        }
        requireSame(name, run, expected);
        answered++;
    }

    private static char delimiterOf(CsvTable table) {
        String reason = table.reasons().getFirst(); // delimiter ';': ...
        return reason.startsWith("delimiter tab") ? '\t' : reason.charAt("delimiter '".length());
    }

    private static void requireSame(String name, CsvRun run, Map<String, List<Number>> expected) {
        List<CsvRecord> rows = CsvReader.builder().ofCsvRecord(run.text()).stream().toList();
        assertThat(rows).as(name).hasSize(expected.size() + 1);
        int at = 1;
        for (Map.Entry<String, List<Number>> entity : expected.entrySet()) {
            CsvRecord row = rows.get(at++);
            assertThat(row.getField(0)).as(name).isEqualTo(entity.getKey());
            for (int f = 0; f < entity.getValue().size(); f++) {
                String found = row.getField(f + 1);
                switch (entity.getValue().get(f)) {
                    case BigInteger whole ->
                            assertThat(found)
                                    .as("%s%n%s of %s", name, rows.getFirst().getField(f + 1), row)
                                    .isEqualTo(whole.toString());
                    case Number number ->
                            assertThat(found.isEmpty() ? Double.NaN : Double.parseDouble(found))
                                    .as("%s%n%s of %s", name, rows.getFirst().getField(f + 1), row)
                                    .isEqualTo(Double.valueOf(number.doubleValue()));
                }
            }
        }
    }
}
