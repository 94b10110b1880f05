package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random bytes of the kind that matters give the fields FastCSV finds, or a clean error; every
/// fourth text is read with vectors.
class TokenizerFuzzTest {
    private static final String ALPHABET = "aab1,,,\"\"\"\n\n\r. ;\u00e4";
    private static final CsvOptions RAW =
            CsvOptions.DEFAULTS.withHeader(false).withDelimiter(",").withNullTokens(List.of());

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void fieldsAreThoseOfFastCsv(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < 700; i++) {
            String content = random.nextBoolean() ? noise(random) : almostCsv(random);
            Optional<List<List<String>>> expected = FastCsvRows.of(content);
            String label = "seed %d, case %d: %s".formatted(seed, i, content);
            Optional<List<List<String>>> found =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(20), () -> ours(content, random), label);
            assertThat(found).as(label).isEqualTo(expected);
            read += found.isPresent() ? 1 : 0;
        }
        assertThat(read).as("cases that are rows").isGreaterThan(100);
    }

    /// Any bytes, with line ends that both readers take for such.
    private static String noise(SplittableRandom random) {
        StringBuilder text = new StringBuilder("a");
        int length = random.nextInt(1, 60);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return withoutLoneReturns(text.toString());
    }

    /// Rows with fields of every kind, with a byte changed now and then.
    private static String almostCsv(SplittableRandom random) {
        int columns = random.nextInt(1, 5);
        int rows = random.nextInt(1, 12);
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",").append(field(random, columns));
            }
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        if (random.nextInt(3) == 0) {
            char replaced = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            text.setCharAt(random.nextInt(text.length()), replaced);
        }
        return withoutLoneReturns(text.toString());
    }

    private static String field(SplittableRandom random, int columns) {
        return switch (random.nextInt(6)) {
            case 0 -> columns == 1 ? "x" : "";
            case 1 -> "\"" + "a\"\"b".repeat(random.nextInt(1, 3)) + "\"";
            case 2 -> "\"line\nline,\r\n" + "z".repeat(random.nextInt(80)) + "\"";
            case 3 -> columns == 1 ? "y" : "\"\"";
            case 4 -> "7\"x";
            default -> "" + random.nextInt(1000);
        };
    }

    /// FastCSV takes a carriage return alone for a line end, we take it for text.
    private static String withoutLoneReturns(String text) {
        return text.replaceAll("\r(?!\n)", "r");
    }

    private Optional<List<List<String>>> ours(String content, SplittableRandom random)
            throws IOException {
        try {
            CsvTable table = Tables.chunked(directory, content, RAW, random.nextInt(1, 100));
            int columns = table.schema().fields().size();
            Projection all =
                    new Projection(
                            IntStream.range(0, columns).boxed().toList(),
                            List.of(),
                            List.of(),
                            true);
            Split whole = table.splits(Long.MAX_VALUE).getFirst();
            try (SplitReader reader = table.open(whole, all, random.nextInt(4) == 0)) {
                return Optional.of(rows(reader, columns));
            }
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageStartingWith(directory.resolve("t.csv") + ":");
            return Optional.empty();
        }
    }

    private static List<List<String>> rows(SplitReader reader, int columns) throws IOException {
        RowBatch batch = new RowBatch(columns, 0, 0, 1000);
        assertThat(reader.read(batch)).isFalse();
        List<List<String>> rows = new ArrayList<>();
        for (int run = 0; run < batch.runs(); run++) {
            List<String> fields = new ArrayList<>();
            for (byte[] part : batch.key(run).parts()) {
                fields.add(new String(part, StandardCharsets.UTF_8));
            }
            rows.addAll(Collections.nCopies(batch.runEnd(run) - batch.runStart(run), fields));
        }
        return rows;
    }
}
