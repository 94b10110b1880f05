package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.InputFiles;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TableSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Fifty small awkward files, each cut at every byte: the same results, the same message where a
/// row is bad.
class CsvCutsTest {
    private static final int FILES = 50;

    @TempDir Path directory;

    static IntStream files() {
        return IntStream.range(0, FILES);
    }

    /// A small table with what makes cutting hard: quoted line breaks, doubled quotes, CRLF, a
    /// mark, no last line break.
    private static String awkward(Random random) {
        String lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
        text.append("id,note,day,x,n").append(lineEnd);
        int entities = 1 + random.nextInt(5);
        for (int e = 0; e < entities; e++) {
            int rows = 1 + random.nextInt(4);
            String id = random.nextBoolean() ? "e" + e : "\"e,\"\"" + e + "\n\"";
            for (int r = 0; r < rows; r++) {
                String note =
                        switch (random.nextInt(6)) {
                            case 0 -> "\"a\nb\"";
                            case 1 -> "\"1,2\r\n3,\"\"4\"\"\n\"";
                            case 2 -> "\"\n,\n,\n\"";
                            case 3 -> "";
                            case 4 -> "\"" + "line\n".repeat(random.nextInt(8)) + "\"";
                            default -> "plain";
                        };
                String x =
                        random.nextInt(4) == 0 ? "" : Double.toString(random.nextInt(400) / 10.0);
                String n =
                        random.nextInt(6) == 0
                                ? "\"" + random.nextInt(99) + "\""
                                : Long.toString(random.nextLong() >> 40);
                text.append(id).append(',').append(note).append(',').append(random.nextInt(5));
                text.append(',').append(x).append(',').append(n).append(lineEnd);
            }
            if (random.nextInt(4) == 0) {
                text.append(lineEnd); // a blank line
            }
        }
        if (random.nextInt(8) == 0) {
            text.append("late,x,3,notanumber,1").append(lineEnd);
        }
        if (random.nextInt(3) == 0) {
            text.setLength(text.length() - lineEnd.length());
        }
        return text.toString();
    }

    private static String result(TableSource table, int workers) throws Exception {
        StringBuilder lines = new StringBuilder();
        try {
            RunSummary summary =
                    Features.of(table)
                            .by("id")
                            .orderBy("day")
                            .select("x", "n")
                            .features(
                                    "count, mean, std, trend, first, last, sum, autocorrelation(1), median")
                            .options(
                                    RunOptions.defaults()
                                            .withKernels(KernelChoice.SCALAR)
                                            .withWorkers(workers))
                            .compute(row -> {
                                lines.append(row.key());
                                for (int c = 1; c < row.schema().fields().size(); c++) {
                                    lines.append(',')
                                            .append(
                                                    row.isNull(c)
                                                            ? ""
                                                            : Double.toHexString(row.value(c)));
                                }
                                lines.append('\n');
                            });
            lines.append(summary.rows()).append(" rows, ").append(summary.ties()).append(" ties");
        } catch (MalformedDataException e) {
            return String.valueOf(e.getMessage());
        }
        return lines.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("files")
    void everyCutGivesTheSame(int seed) throws Exception {
        byte[] bytes = awkward(new Random(seed)).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("awkward.csv"), bytes);
        try (InputFiles input = InputFiles.of(file)) {
            CsvTable table = CsvTable.open(input, CsvOptions.DEFAULTS);
            String expected = result(table, 1);
            for (long cut = 1; cut < bytes.length; cut++) {
                assertThat(result(new CutTable(table, List.of(cut)), 1 + (int) (cut % 3)))
                        .as("seed %d, cut at %d", seed, cut)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("files")
    void manyCutsAtOnceGiveTheSame(int seed) throws Exception {
        Random random = new Random(seed);
        byte[] bytes = awkward(random).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("awkward.csv"), bytes);
        try (InputFiles input = InputFiles.of(file)) {
            CsvTable table = CsvTable.open(input, CsvOptions.DEFAULTS);
            String expected = result(table, 1);
            for (int workers = 1; workers <= 9; workers++) {
                List<Long> cuts =
                        random.longs(1 + random.nextInt(12), 1, bytes.length)
                                .sorted()
                                .distinct()
                                .boxed()
                                .toList();
                assertThat(result(new CutTable(table, cuts), workers))
                        .as("seed %d, %d workers, cut at %s", seed, workers, cuts)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void theCasesHoldBadRowsQuotedBreaksAndGoodRows() throws Exception {
        int bad = 0;
        int quotedBreaks = 0;
        for (int seed = 0; seed < FILES; seed++) {
            String text = awkward(new Random(seed));
            bad += text.contains("notanumber") ? 1 : 0;
            quotedBreaks += text.contains("\"a\nb\"") || text.contains("line\nline") ? 1 : 0;
        }
        assertThat(bad).isBetween(2, FILES / 3);
        assertThat(quotedBreaks).isGreaterThan(FILES / 3);
    }
}
