package dev.venturi.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.InputFiles;
import dev.venturi.table.Projection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that parquet-java has written, of every type, encoding, codec and page version, read back
/// to the bit.
class ParquetOracleTest {
    private static final int SEEDS = 80;

    @TempDir Path directory;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    private static List<String> names(List<Integer> columns) {
        return columns.stream().map(c -> "c" + c).toList();
    }

    private void check(
            OracleFile file,
            List<Integer> keys,
            List<Integer> order,
            List<Integer> values,
            Random random)
            throws Exception {
        try (InputFiles input = InputFiles.of(file.path())) {
            ParquetTable table = ParquetTable.open(input);
            Projection projection =
                    ParquetRows.columns(table, names(keys), names(order), names(values));
            int capacity = 1 + random.nextInt(random.nextBoolean() ? 20_000 : 100);
            long split = random.nextBoolean() ? 1L << 40 : 1 + random.nextInt(20_000);
            List<String> rows = ParquetRows.read(table, projection, capacity, split).rows();
            List<String> expected = file.expected(keys, order, values);
            int first = 0;
            while (first < rows.size() && rows.get(first).equals(expected.get(first))) {
                first++;
            }
            String as =
                    "%s keys %s order %s values %s, batches of %d, splits of %d, row %d"
                            .formatted(file.kinds(), keys, order, values, capacity, split, first);
            assertThat(rows).as(as).hasSameSizeAs(expected);
            if (first < rows.size()) {
                assertThat(rows.get(first)).as(as).isEqualTo(expected.get(first));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyColumnReadsAsItWasWritten(int seed) throws Exception {
        Random random = new Random(seed);
        OracleFile.Form form = OracleFile.Form.random(random);
        List<OracleColumn> kinds = new ArrayList<>();
        OracleColumn[] all = OracleColumn.values();
        int columns = 2 + random.nextInt(6);
        for (int c = 0; c < columns; c++) {
            kinds.add(all[random.nextInt(all.length)]);
        }
        OracleFile file = OracleFile.write(directory.resolve("a.parquet"), form, kinds, random);
        List<Integer> keys = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            OracleColumn kind = kinds.get(c);
            boolean full = Arrays.stream(file.values()[c]).noneMatch(Objects::isNull);
            boolean noNaN =
                    Arrays.stream(file.values()[c])
                            .noneMatch(v -> "NaN".equals(kind.asValueOrText(v)));
            if (c == 0 || (!kind.isValue() && !(kind.isOrder() && full && noNaN))) {
                keys.add(c);
            } else if (kind.isOrder() && full && noNaN && random.nextInt(3) == 0) {
                order.add(c);
            } else if (kind.isValue()) {
                values.add(c);
            } else {
                order.add(c);
            }
        }
        check(file, keys, order, values, random);
    }

    @ParameterizedTest
    @EnumSource(OracleColumn.class)
    void everyTypeIsReadFromEveryKindOfPage(OracleColumn kind) throws Exception {
        Random random = new Random(kind.name().hashCode());
        for (int round = 0; round < 6; round++) {
            OracleFile.Form form = OracleFile.Form.random(random);
            OracleFile file =
                    OracleFile.write(
                            directory.resolve("%d.parquet".formatted(round)),
                            form,
                            List.of(kind, kind),
                            random);
            List<Integer> values = kind.isValue() ? List.of(1) : List.of();
            check(file, List.of(0), List.of(), values, random);
        }
    }
}
