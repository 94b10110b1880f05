package dev.venturi.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.InputFiles;
import dev.venturi.parquet.ParquetTable.RowGroupFacts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bounds of row groups hold for every value that is read.
class ColumnRangeTest {
    @TempDir Path directory;

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyValueLiesWithinItsRange(int seed) throws Exception {
        Random random = new Random(seed);
        List<OracleColumn> kinds =
                Arrays.stream(OracleColumn.values()).filter(OracleColumn::isOrder).toList();
        OracleFile file =
                OracleFile.write(
                        directory.resolve("a.parquet"),
                        OracleFile.Form.random(random),
                        kinds,
                        random);
        int ranges = 0;
        try (InputFiles input = InputFiles.of(file.path())) {
            ParquetTable table = ParquetTable.open(input);
            for (RowGroupFacts group : table.rowGroups()) {
                for (int c = 0; c < kinds.size(); c++) {
                    if (group.ranges().get(c).orElse(null) instanceof ColumnRange.Keys keys) {
                        ranges++;
                        for (long r = group.firstRow(); r < group.firstRow() + group.rows(); r++) {
                            Object value = file.values()[c][(int) r];
                            if (value == null || "NaN".equals(kinds.get(c).asValueOrText(value))) {
                                continue;
                            }
                            assertThat(kinds.get(c).asOrder(value))
                                    .as("seed %d, %s, row %d", seed, kinds.get(c), r)
                                    .isBetween(keys.min(), keys.max());
                        }
                    }
                }
            }
        }
        assertThat(ranges).isPositive();
    }

    @Test
    void boundsThatMakeNoSenseAreNone() throws Exception {
        Random random = new Random(1);
        OracleFile file =
                OracleFile.write(
                        directory.resolve("a.parquet"),
                        OracleFile.Form.random(random),
                        List.of(OracleColumn.INT64, OracleColumn.DATE, OracleColumn.STRING),
                        random);
        RewrittenFooter.change(
                file.path(),
                data -> {
                    var columns = data.getRow_groups().getFirst().getColumns();
                    var turned = columns.get(0).getMeta_data().getStatistics();
                    turned.setMin_value(new byte[] {9, 0, 0, 0, 0, 0, 0, 0});
                    turned.setMax_value(new byte[8]);
                    columns.get(1).getMeta_data().getStatistics().setMin_value(new byte[3]);
                    columns.get(2).getMeta_data().unsetStatistics();
                });
        try (InputFiles input = InputFiles.of(file.path())) {
            assertThat(ParquetTable.open(input).rowGroups().getFirst().ranges())
                    .allMatch(range -> range.isEmpty());
        }
    }
}
