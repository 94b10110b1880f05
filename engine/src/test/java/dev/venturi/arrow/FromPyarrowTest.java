package dev.venturi.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.Features;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import dev.venturi.table.WholeRead;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files by pyarrow read as the same rows in CSV, and are never believed.
class FromPyarrowTest {
    private static final Path FILES = Path.of("src", "test", "resources", "arrow");
    private static final String NUMBERS = "i8,i16,i32,i64,u8,u16,u32,u64,f64,fn,f32,b,dec,dec0";
    private static final int MUTATIONS = 3000;
    private static final long MOST_BYTES = 64L << 20;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.arrow",
                "zstd.arrow",
                "lz4.arrow",
                "plain.arrows",
                "zstd.arrows",
                "lz4.arrows"
            })
    void featuresAreThoseOfTheCsv(String name) throws Exception {
        try (InputFiles texts = InputFiles.of(FILES.resolve("rows.csv"));
                InputFiles batches = InputFiles.of(FILES.resolve(name))) {
            CsvTable csv = CsvTable.open(texts, CsvOptions.DEFAULTS);
            ArrowTable arrow = ArrowTable.open(batches);
            for (String key : List.of("id", "idl", "idd")) {
                assertThat(rows(arrow, key)).as(key).isEqualTo(rows(csv, "id"));
            }
            assertThat(rows(arrow, "idv")).isEqualTo(rows(csv, "idv"));
            assertThat(arrow.warnings())
                    .containsExactly(
                            "columns that are not read: bin (binary), du (duration), lst (list), nul"
                                    + " (null), st (struct)");
            assertThat(arrow.schema().names()).doesNotContain("bin", "st", "lst", "nul", "du");
        }
    }

    /// The features but their header, in which the key has its name.
    private List<String> rows(TableSource table, String key) throws Exception {
        Path out = directory.resolve("features.csv");
        Features.of(table)
                .by(key)
                .orderBy("ts")
                .select(NUMBERS.split(",", -1))
                .features("count, missing_pct, first, last, min, max, sum, mean, std, trend")
                .computeTo(schema -> CsvWriter.open(out.toString(), schema.names(), true));
        List<String> lines = Files.readAllLines(out);
        return lines.subList(1, lines.size());
    }

    /// Bytes changed, numbers that lie, ends cut off: an error that names the file or an answer, in
    /// bounded memory and time.
    @Test
    void mutatedFilesAreRefusedOrRead() throws IOException {
        List<String> names =
                List.of("plain.arrow", "zstd.arrow", "lz4.arrow", "plain.arrows", "lz4.arrows");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path file = directory.resolve("mutated.arrow");
        int refused = 0;
        for (long seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            String name = names.get(random.nextInt(names.size()));
            Files.write(file, mutated(Files.readAllBytes(FILES.resolve(name)), random));
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                if (seed % 3 == 0) {
                    readWhole(file);
                } else {
                    ReadCells.of(file, 10_000, 100);
                }
            } catch (MalformedDataException e) {
                refused++;
                assertThat(e).as("seed %d", seed).hasMessageStartingWith(file.toString());
            } catch (TypeAssumptionException _) {
                refused++; // an unsigned number beyond int64: the engine begins again
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d of %s".formatted(seed, name), e);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated, seed %d of %s", seed, name)
                    .isLessThan(MOST_BYTES);
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - MUTATIONS / 10);
    }

    private static void readWhole(Path file) throws IOException {
        try (InputFiles input = InputFiles.of(file)) {
            WholeRead.rows(ArrowTable.open(input));
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length - Long.BYTES);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> numbers.putInt(at & ~3, random.nextInt() >> random.nextInt(32));
                case 3 -> numbers.putInt(at & ~3, Integer.MAX_VALUE - random.nextInt(3));
                default -> numbers.putLong(at & ~7, Long.MAX_VALUE >> random.nextInt(64));
            }
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
