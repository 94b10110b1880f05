package dev.venturi.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.RandomTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is what parquet-java and DuckDB read.
class ParquetWriterTest {
    @TempDir Path directory;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void smallPagesAndGroups(long seed) throws Exception {
        Random random = new Random(seed);
        int group = 1 + random.nextInt(400);
        int page = 1 + random.nextInt(100);
        ParquetCodec codec = List.of(ParquetCodec.values()).get(random.nextInt(5));
        check(
                new RandomTable(seed, random.nextInt(1500), true),
                ParquetOptions.DEFAULTS.withCodec(codec).withRows(group, page));
    }

    static List<Long> seeds() {
        return new Random(20261121).longs(40).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void everyCodec(ParquetCodec codec) throws Exception {
        check(new RandomTable(7, 60_000, true), ParquetOptions.DEFAULTS.withCodec(codec));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_767, 32_768, 32_769, 131_071, 131_072, 131_073})
    void bordersOfPagesAndGroups(int rows) throws Exception {
        check(new RandomTable(rows, rows, true), ParquetOptions.DEFAULTS);
    }

    @ParameterizedTest(name = "{0} rows a group, {1} a page")
    @CsvSource({"1, 1", "8, 8", "9, 8", "64, 7", "100, 1000"})
    void bordersOfSmallPages(int group, int page) throws Exception {
        for (int rows : new int[] {0, 1, 7, 8, 9, 63, 64, 65}) {
            check(new RandomTable(rows, rows, true), ParquetOptions.DEFAULTS.withRows(group, page));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aComputedNanStaysOne(long seed) throws Exception {
        ParquetOptions options = ParquetOptions.DEFAULTS.withNanIsMissing(false).withRows(300, 64);
        check(new RandomTable(seed, 1000, false), options);
    }

    private void check(RandomTable table, ParquetOptions options) throws IOException, SQLException {
        Path file = directory.resolve("out.parquet");
        try (ParquetWriter writer =
                ParquetWriter.open(file.toString(), table.schema(), options, true)) {
            table.writeTo(writer);
            writer.commit();
        }
        List<List<@Nullable Object>> java =
                ParquetJava.cells(file, table.schema(), FilterCompat.NOOP);
        List<List<@Nullable Object>> duck = DuckDbFile.cells(file, table.schema(), "true");
        for (int c = 0; c < table.schema().fields().size(); c++) {
            String name = table.schema().fields().get(c).name();
            assertThat(java.get(c).equals(table.cells(c))).as("%s by parquet-java", name).isTrue();
            assertThat(duck.get(c).equals(table.cells(c))).as("%s by DuckDB", name).isTrue();
        }
    }
}
