package dev.venturi.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.Features;
import dev.venturi.feature.RunSummary;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions leave pages out by the indexes of a Parquet file, and the features are those of the
/// same rows read from CSV, where nothing can be left out.
class PageIndexTest {
    private static final int ROWS = 60_000;
    private static final int ROWS_OF_ENTITY = 100;
    private static final int PAGE_ROWS = 1_000;

    @TempDir private static Path directory;
    @TempDir private Path outputs;

    @BeforeAll
    static void writeTables() throws IOException {
        Schema schema =
                new Schema(
                        List.of(
                                new Field("id", ColumnType.INT64, "written so"),
                                new Field("name", ColumnType.TEXT, "written so"),
                                new Field("x", ColumnType.FLOAT64, "written so")));
        long[] ids = new long[ROWS];
        int[] offsets = new int[ROWS + 1];
        double[] xs = new double[ROWS];
        StringBuilder names = new StringBuilder();
        StringBuilder csv = new StringBuilder("id,name,x\n");
        Random random = new Random(17);
        for (int row = 0; row < ROWS; row++) {
            int entity = row / ROWS_OF_ENTITY;
            String name = "n%05d".formatted(entity);
            boolean missing = entity % 50 == 49 || random.nextInt(10) == 0;
            ids[row] = entity;
            names.append(name);
            offsets[row + 1] = names.length();
            xs[row] = missing ? Double.NaN : entity + random.nextInt(100) / 4.0;
            csv.append(entity).append(',').append(name).append(',');
            csv.append(missing ? "" : Double.toString(xs[row])).append('\n');
        }
        Files.writeString(directory.resolve("table.csv"), csv);
        byte[] text = names.toString().getBytes(StandardCharsets.UTF_8);
        ParquetOptions options = ParquetOptions.DEFAULTS.withRows(ROWS / 2, PAGE_ROWS);
        String path = directory.resolve("table.parquet").toString();
        try (ParquetWriter writer = ParquetWriter.open(path, schema, options, false)) {
            writer.write(
                    new Batch(
                            ROWS,
                            List.of(
                                    new Column.LongColumn(ids, null),
                                    new Column.TextColumn(text, offsets),
                                    new Column.DoubleColumn(xs))));
            writer.commit();
        }
    }

    private RunSummary features(TableSource table, String where, String output) throws Exception {
        return Features.of(table)
                .by("id")
                .where(where)
                .computeTo(schema ->
                        CsvWriter.open(outputs.resolve(output).toString(), schema.names(), false));
    }

    /// Computes from both.
    ///
    /// @return rows of the Parquet file that were read
    private long rowsRead(String where) throws Exception {
        long rows;
        try (InputFiles csv = InputFiles.of(directory.resolve("table.csv"));
                InputFiles parquet = InputFiles.of(directory.resolve("table.parquet"))) {
            features(CsvTable.open(csv, CsvOptions.DEFAULTS), where, "expected.csv");
            rows = features(ParquetTable.open(parquet, Map.of(), true), where, "found.csv").rows();
        }
        assertThat(outputs.resolve("found.csv"))
                .as(where)
                .hasSameBinaryContentAs(outputs.resolve("expected.csv"));
        Files.delete(outputs.resolve("expected.csv"));
        Files.delete(outputs.resolve("found.csv"));
        return rows;
    }

    /// Whether CSV has rows that pass; where it has none, Parquet has none either.
    private boolean someRowPasses(String where) throws Exception {
        try (InputFiles csv = InputFiles.of(directory.resolve("table.csv"))) {
            features(CsvTable.open(csv, CsvOptions.DEFAULTS), where, "some.csv");
            Files.delete(outputs.resolve("some.csv"));
            return true;
        } catch (MalformedDataException none) {
            try (InputFiles parquet = InputFiles.of(directory.resolve("table.parquet"))) {
                TableSource table = ParquetTable.open(parquet, Map.of(), true);
                assertThatThrownBy(() -> features(table, where, "none.csv"))
                        .isInstanceOf(MalformedDataException.class)
                        .message()
                        .isEqualTo(
                                String.valueOf(none.getMessage())
                                        .replace("table.csv", "table.parquet"));
            }
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 123",
                "name = 'n00123'",
                "id >= 120 and id < 125 and x > 0",
                "x > 600",
                "x < 3",
            })
    void pagesThatCannotPassAreNotRead(String where) throws Exception {
        assertThat(rowsRead(where)).isLessThanOrEqualTo(4 * PAGE_ROWS);
    }

    @Test
    void rangesFarFromEachOtherAreReadWithoutWhatLiesBetween() throws Exception {
        // the pages of entities 0 to 9, and of 590 to 599, hold no other names
        assertThat(rowsRead("name != 'n00300' and x is not null and id < 620"))
                .isGreaterThan(ROWS / 2);
        assertThat(rowsRead("id >= 290 and id < 310 and x >= 0"))
                .as("in two row groups")
                .isLessThanOrEqualTo(4 * PAGE_ROWS);
    }

    @Test
    void randomConditionsGiveTheFeaturesOfTheRowsThatPass() throws Exception {
        long seed = 20_261_121;
        Random random = new Random(seed);
        List<String> operators = List.of("=", "!=", "<", "<=", ">", ">=");
        for (int i = 0; i < 40; i++) {
            StringBuilder where = new StringBuilder();
            for (int c = random.nextInt(3); c >= 0; c--) {
                String operator = operators.get(random.nextInt(operators.size()));
                int bound = random.nextInt(620);
                String condition =
                        switch (random.nextInt(3)) {
                            case 0 -> "id %s %d".formatted(operator, bound);
                            case 1 -> "x %s %s".formatted(operator, bound / 2.0);
                            default -> "name %s 'n%05d'".formatted(operator, bound);
                        };
                where.append(where.isEmpty() ? "" : " and ").append(condition);
            }
            if (random.nextInt(4) == 0) {
                where.append(" and x is not null");
            }
            System.out.printf("seed %d: %s%n", seed, where);
            if (someRowPasses(where.toString())) {
                rowsRead(where.toString());
            }
        }
    }
}
