package dev.venturi.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.feature.Features;
import dev.venturi.feature.Preset;
import dev.venturi.feature.RunOptions;
import dev.venturi.feature.RunSummary;
import dev.venturi.kernel.KernelChoice;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Features in Parquet are those in CSV, bit for bit, in columns whose types the whole input gave.
class FeaturesInParquetTest {
    private static final String ALL =
            "count, missing_pct, mean, std, min, max, range, trend, n_anomalies, first, last, sum,"
                    + " median, quantile(0.9), skewness";
    private static final RunOptions OPTIONS =
            RunOptions.defaults()
                    .withWorkers(2)
                    .withSplitBytes(20_000)
                    .withKernels(KernelChoice.SCALAR);

    @TempDir Path directory;

    /// What a run left: the columns of the output, and its cells as parquet-java reads them.
    private record Run(Schema schema, List<List<@Nullable Object>> cells, RunSummary summary) {
        ColumnType type(String column) {
            return schema.find(column).orElseThrow().type();
        }

        List<@Nullable Object> cells(String column) {
            return cells.get(schema.indexOf(column));
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void theBitsAreThoseOfTheCsv(Preset preset) throws Exception {
        Random random = new Random(preset.label().hashCode());
        List<String> rows = new ArrayList<>();
        for (int entity = 0; entity < 1500; entity++) {
            for (int day = 0; day < 6; day++) {
                rows.add(
                        "%d,%d,%s,%s,%s"
                                .formatted(
                                        entity * 3,
                                        day,
                                        random.nextInt(9) < entity % 9 ? "" : random.nextGaussian(),
                                        random.nextInt(4) == 0 ? "" : random.nextInt(2000) - 1000,
                                        entity % 7 == 0 ? "" : -0.0));
            }
        }
        Path file = table("id,day,x,n,z", rows);
        FeaturePlan plan = FeaturePlan.standard().withBy(List.of("id")).withPreset(preset);
        plan = preset == Preset.STANDARD ? plan.withFeatures(ALL) : plan;
        check(file, plan);
        Run run = check(file, finished(plan, false, true));
        assertThat(run.type("id")).isEqualTo(ColumnType.INT64);
        assertThat(run.type("x_min")).isEqualTo(ColumnType.FLOAT64);
        assertThat(run.type("n_min")).isEqualTo(ColumnType.INT64);
        assertThat(run.cells("x_mean")).doesNotContainNull();
        assertThat(run.cells("x_mean").contains(Double.NaN)).isEqualTo(preset != Preset.CASE_V3);
    }

    @Test
    void aKeyThatIsNoNumberInTheEndIsText() throws Exception {
        for (String late : List.of("007", "x1", "+5", "99999999999999999999")) {
            List<String> rows = rows(1200, "1");
            rows.add(late + ",5");
            Run run = check(table("id,x", rows), FeaturePlan.standard().withBy(List.of("id")));
            assertThat(run.summary.restarts()).isOne();
            assertThat(run.type("id")).isEqualTo(ColumnType.TEXT);
            assertThat(run.cells("id")).startsWith("0", "1").endsWith(late);
        }
    }

    @Test
    void aMissingKeyIsNull() throws Exception {
        List<String> rows = rows(3, "1");
        rows.add(",5");
        FeaturePlan plan = FeaturePlan.standard().withBy(List.of("id"));
        Run run = check(table("id,x", rows), finished(plan, true, false));
        assertThat(run.cells("id")).containsExactly(0L, 1L, 2L, null);
    }

    @ParameterizedTest(name = "first {0}, last {1}: {2}")
    @CsvSource({
        "1,     2,    INT64,   0",
        "1,     2.5,  FLOAT64, 1",
        "1.5,   2,    FLOAT64, 0",
        "'',    2,    INT64,   1",
        "'',    2.5,  FLOAT64, 0",
        "'',    true, INT64,   1",
        "'',    '',   FLOAT64, 0",
        "1,     Infinity, FLOAT64, 1"
    })
    void theTypeIsThatOfTheWholeColumn(String first, String last, ColumnType type, int restarts)
            throws Exception {
        // a missing first value: more rows than are looked at when a table is opened
        List<String> rows = rows(first.isEmpty() ? 180_000 : 5_000, first);
        rows.add("last," + last);
        FeaturePlan plan = FeaturePlan.standard().withBy(List.of("id")).withFeatures("min, sum");
        Run run = check(table("id,x", rows), plan);
        assertThat(run.type("x_min")).isEqualTo(type);
        assertThat(run.type("id")).isEqualTo(ColumnType.TEXT);
        assertThat(run.summary.restarts()).isEqualTo(restarts + 1); // once for the key
    }

    private static FeaturePlan finished(FeaturePlan plan, boolean keepNullKeys, boolean sorted) {
        return new FeaturePlan(
                plan.by(),
                plan.orderBy(),
                plan.select(),
                plan.preset(),
                plan.features(),
                plan.requireOrdered(),
                keepNullKeys,
                sorted);
    }

    private static List<String> rows(int entities, String value) {
        List<String> rows = new ArrayList<>();
        for (int id = 0; id < entities; id++) {
            rows.add(id + "," + value);
        }
        return rows;
    }

    private Path table(String header, List<String> rows) throws Exception {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        return Files.write(directory.resolve("in.csv"), lines);
    }

    private Run check(Path file, FeaturePlan plan) throws Exception {
        Path csv = directory.resolve("out.csv");
        Path parquet = directory.resolve("out.parquet");
        List<Schema> schemas = new ArrayList<>();
        RunSummary summary;
        try (InputFiles input = InputFiles.of(file)) {
            CsvTable table = CsvTable.open(input, CsvOptions.DEFAULTS);
            Features features = Features.of(table).plan(plan).options(OPTIONS);
            features.computeTo(schema -> CsvWriter.open(csv.toString(), schema.names(), true));
            summary =
                    features.computeTo(schema -> {
                        schemas.add(schema);
                        return ParquetWriter.open(
                                parquet.toString(),
                                schema,
                                ParquetOptions.DEFAULTS.withNanIsMissing(false),
                                true);
                    });
        }
        Schema schema = schemas.getLast();
        List<List<@Nullable Object>> cells = ParquetJava.cells(parquet, schema, FilterCompat.NOOP);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.getFirst()).isEqualTo(String.join(",", schema.names()));
        assertThat(cells.getFirst()).hasSize(lines.size() - 1);
        for (int row = 0; row < lines.size() - 1; row++) {
            String[] texts = lines.get(row + 1).split(",", -1);
            for (int c = 0; c < texts.length; c++) {
                Field field = schema.fields().get(c);
                Object expected = value(texts[c], field.type());
                if (!Objects.equals(cells.get(c).get(row), expected)) {
                    assertThat(cells.get(c).get(row))
                            .as("row %d, %s", row, field.name())
                            .isEqualTo(expected);
                }
            }
        }
        return new Run(schema, cells, summary);
    }

    /// What a text of the CSV file stands for.
    private static @Nullable Object value(String text, ColumnType type) {
        return switch (type) {
            case FLOAT64 -> text.isEmpty() ? Double.NaN : (Object) Double.valueOf(text);
            case INT64 -> text.isEmpty() ? null : (Object) Long.valueOf(text);
            default -> text.isEmpty() ? null : text;
        };
    }
}
