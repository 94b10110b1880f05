package dev.venturi.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.venturi.csv.InputFiles;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Projection;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import dev.venturi.table.WholeRead;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small files with some bytes changed: an error that says where, or rows; never a crash, a hang,
/// or memory by a length that lies.
class MutatedFilesTest {
    private static final int FILES = 40;
    private static final int MUTANTS = 100;
    private static final long MOST_ALLOCATED = 64L << 20;

    @TempDir Path directory;

    static IntStream seeds() {
        return IntStream.range(0, FILES);
    }

    private static Projection everything(TableSource table) {
        List<Field> fields = table.schema().fields();
        List<Integer> values =
                IntStream.range(1, fields.size())
                        .filter(c -> fields.get(c).type().isNumeric())
                        .boxed()
                        .toList();
        List<Integer> keys =
                IntStream.range(0, fields.size()).filter(c -> !values.contains(c)).boxed().toList();
        return new Projection(keys, List.of(), values, true);
    }

    /// The rows of a file, or what is wrong with it.
    private static String outcome(Path path, boolean verify) {
        try (InputFiles input = InputFiles.of(path)) {
            TableSource table = ParquetTable.open(input, Map.of(), verify);
            return ParquetRows.read(table, everything(table), 500, 1 << 20).rows().toString();
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageContaining(path.getFileName().toString());
            return "refused";
        } catch (TypeAssumptionException e) {
            assertThat(e.needed()).isEqualTo(ColumnType.FLOAT64);
            return "retyped";
        } catch (IOException e) {
            return fail(e);
        }
    }

    /// The same file read as it stands.
    private static void readWhole(Path path) throws IOException {
        try (InputFiles input = InputFiles.of(path)) {
            WholeRead.rows(ParquetTable.open(input));
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageContaining(path.getFileName().toString());
        } catch (TypeAssumptionException e) {
            assertThat(e.needed()).isEqualTo(ColumnType.FLOAT64);
        }
    }

    private static byte[] mutant(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(8)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> { // headers and lengths stand at the beginning and the end
                int at = 4 + random.nextInt(Math.min(60, bytes.length - 4));
                bytes[at] = (byte) random.nextInt();
            }
            case 2 -> {
                int at = random.nextInt(bytes.length);
                Arrays.fill(
                        bytes,
                        at,
                        Math.min(bytes.length, at + 1 + random.nextInt(64)),
                        (byte) 0xFF);
            }
            case 3 -> {
                int at = random.nextInt(bytes.length);
                Arrays.fill(
                        bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)), (byte) 0);
            }
            case 4, 5 -> { // the footer
                int tail = Math.min(bytes.length, 700);
                for (int k = 0; k < 1 + random.nextInt(3); k++) {
                    bytes[bytes.length - 1 - random.nextInt(tail)] ^=
                            (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                for (int k = 0; k < 1 + random.nextInt(4); k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mutantsAreRefusedOrRead(int seed) throws Exception {
        Random random = new Random(seed);
        OracleFile.Form form = OracleFile.Form.random(random);
        OracleFile.Form small =
                new OracleFile.Form(
                        1 + random.nextInt(300),
                        form.version(),
                        form.codec(),
                        form.dictionary(),
                        form.split(),
                        form.missing(),
                        form.distinct(),
                        1 + random.nextInt(200),
                        1 + random.nextInt(400),
                        form.dictionaryBytes());
        OracleColumn[] all = OracleColumn.values();
        List<OracleColumn> kinds =
                List.of(
                        all[random.nextInt(all.length)],
                        all[random.nextInt(all.length)],
                        all[random.nextInt(all.length)]);
        Path whole = directory.resolve("whole.parquet");
        OracleFile.write(whole, small, kinds, random);
        byte[] bytes = Files.readAllBytes(whole);
        String right = outcome(whole, true);
        assertThat(right).isNotEqualTo("refused");
        Path path = directory.resolve("mutant.parquet");
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int m = 0; m < MUTANTS; m++) {
            Files.write(path, mutant(bytes, random));
            boolean verify = m % 2 == 0;
            long before = memory.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            readWhole(path);
            try {
                outcome(path, verify);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d, mutant %d of %s".formatted(seed, m, kinds), e);
            }
            assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                    .as("seed %d, mutant %d: bytes allocated", seed, m)
                    .isLessThan(MOST_ALLOCATED);
            assertThat(System.nanoTime() - started)
                    .as("seed %d, mutant %d: nanoseconds", seed, m)
                    .isLessThan(20_000_000_000L);
        }
    }
}
