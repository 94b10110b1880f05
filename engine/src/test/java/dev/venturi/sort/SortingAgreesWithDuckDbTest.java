package dev.venturi.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows stand, cell by cell, where DuckDB puts them, whatever the memory; ties by their place.
class SortingAgreesWithDuckDbTest {
    @TempDir Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sortedRowsStandWhereDuckDbPutsThem(long seed) throws Exception {
        SortCase drawn = SortCase.of(seed, directory);
        SortSummary summary =
                drawn.sort(schema ->
                        new Sorter(
                                new Ordering(schema, drawn.keys(), "sort", 0, Long.MAX_VALUE),
                                drawn.options(),
                                drawn.shape()));
        List<Integer> expected =
                drawn.rows(
                        "SELECT row FROM t ORDER BY %s, row"
                                .formatted(drawn.orderBy(drawn.keys())));
        assertThat(summary.rows()).isEqualTo(drawn.table().rows());
        assertThat(summary.runsOnDisk() > 0).isEqualTo(summary.spilledBytes() > 0);
        assertThat(drawn.holds(expected)).as("%s, %s", drawn.keys(), drawn.shape()).isTrue();
        assertThat(filesLeft()).containsExactlyInAnyOrder("source.parquet", "target.parquet");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void topRowsAreThoseThatDuckDbNumbersFirst(long seed) throws Exception {
        SortCase drawn = SortCase.of(seed, directory);
        Random random = new Random(seed);
        int groups = random.nextInt(3);
        int k = 1 + random.nextInt(random.nextBoolean() ? 3 : 2000);
        List<String> names = drawn.table().schema().names();
        List<SortKey> group =
                Stream.generate(() -> SortKey.ascending(names.get(random.nextInt(names.size()))))
                        .distinct()
                        .limit(groups)
                        .toList();
        List<SortKey> all = new ArrayList<>(group);
        all.addAll(drawn.keys());
        drawn.sort(schema ->
                new Sorter(
                        new Ordering(schema, all, "top", groups, k),
                        drawn.options(),
                        drawn.shape()));
        String partition =
                groups == 0
                        ? ""
                        : "PARTITION BY "
                                + drawn.equalBy(group.stream().map(SortKey::column).toList());
        List<Integer> expected =
                drawn.rows(
                        "SELECT row FROM t QUALIFY row_number() OVER (%s ORDER BY %s, row) <= %d ORDER BY %s, row"
                                .formatted(
                                        partition,
                                        drawn.orderBy(drawn.keys()),
                                        k,
                                        drawn.orderBy(all)));
        assertThat(drawn.holds(expected))
                .as("%d of %s by %s, %s", k, group, drawn.keys(), drawn.shape())
                .isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void distinctRowsAreTheFirstThatDuckDbFinds(long seed) throws Exception {
        SortCase drawn = SortCase.of(seed, directory);
        List<String> columns =
                seed % 5 == 0 ? List.of() : drawn.keys().stream().map(SortKey::column).toList();
        drawn.sort(schema ->
                new FirstRows(schema, columns, drawn.options(), drawn.shape(), drawn.shape()));
        List<String> compared = columns.isEmpty() ? drawn.table().schema().names() : columns;
        List<Integer> expected =
                drawn.rows(
                        "SELECT min(row) AS first FROM t GROUP BY %s ORDER BY first"
                                .formatted(drawn.equalBy(compared)));
        assertThat(drawn.holds(expected)).as("%s, %s", columns, drawn.shape()).isTrue();
    }

    private List<String> filesLeft() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
