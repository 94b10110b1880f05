package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.UsageException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real CSV files that nobody here wrote (npm package `vega-datasets`), handled as a user would:
/// their features are those DuckDB computes from the same files.
class ForeignTablesTest {
    private static Path data = Path.of("");

    @BeforeAll
    static void fetch() throws Exception {
        data = NpmPackage.unpacked("vega-datasets", "3.2.1").resolve("data");
    }

    /// By which columns, ordered by what, of which entities there are how many.
    @ParameterizedTest(name = "{0} by {1}, ordered by {2}")
    @CsvSource({
        "weather.csv,                        location,     date:time,   2",
        "seattle-weather.csv,                '',           date:time,   1",
        "seattle-weather-hourly-normals.csv, '',           date:time,   1",
        "co2-concentration.csv,              '',           Date:time,   1",
        "us-employment.csv,                  '',           month:time,  1",
        "iowa-electricity.csv,               source,       year:time,   3",
        "disasters.csv,                      Entity,       Year:number, 11",
        "sp500-2000.csv,                     '',           date:time,   1",
        "global-temp.csv,                    '',           year:number, 1",
        "stocks.csv,                         symbol,       '',          5",
        "flights-airport.csv,                origin,       '',          303",
        "windvectors.csv,                    latitude,     '',          60",
        "species.csv,                        'item_id,common_name', '', 4",
        "airports.csv,                       '',           '',          1",
        "gapminder-health-income.csv,        country,      '',          187"
    })
    void theFeaturesAreThoseOfDuckDb(String name, String by, String order, int entities)
            throws Exception {
        Path file = data.resolve(name);
        List<String> keys = by.isEmpty() ? List.of() : List.of(by.split(",", -1));
        String ordered = order.isEmpty() ? "" : order.substring(0, order.indexOf(':'));
        FeaturePlan plan =
                FeaturePlan.standard()
                        .withBy(keys)
                        .withOrderBy(order.isEmpty() ? List.of() : List.of(ordered))
                        .withFeatures(String.join(",", DuckDbTable.features()));
        RunOptions options = CsvRun.PLAIN.withWorkers(2).withSplitBytes(10_000);
        CsvRun run = CsvRun.of(List.of(file), plan, options);
        assertThat(run.summary().entities()).isEqualTo(entities);
        List<String> nulls = new ArrayList<>(CsvOptions.DEFAULTS.nullTokens());
        nulls.add("");
        try (DuckDbTable duck = new DuckDbTable(file.toString(), nulls)) {
            DuckDbTable.Axis axis =
                    order.isEmpty()
                            ? DuckDbTable.Axis.none()
                            : order.endsWith(":time")
                                    ? DuckDbTable.Axis.time(ordered)
                                    : DuckDbTable.Axis.number(ordered);
            Map<String, ColumnType> types = typesOf(run.summary().valueFields(), duck);
            FeaturePlan found = plan.withSelect(List.copyOf(types.keySet()));
            int numbers = new Agreement(name, run, found).require(duck, axis, types);
            assertThat(numbers).isGreaterThan(entities * types.size() * 8);
        }
    }

    /// The columns with their types, which DuckDB confirms.
    private static Map<String, ColumnType> typesOf(List<Field> fields, DuckDbTable duck)
            throws SQLException {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (Field field : fields) {
            assertThat(duck.isWhole(field.name()))
                    .as("%s is of whole numbers", field.name())
                    .isEqualTo(field.type() == ColumnType.INT64);
            types.put(field.name(), field.type());
        }
        return types;
    }

    @Test
    void datesOfAnotherFormAreRefusedAsOrderWithTheReason() {
        FeaturePlan plan =
                FeaturePlan.standard().withBy(List.of("symbol")).withOrderBy(List.of("date"));
        assertThatThrownBy(() -> CsvRun.of(List.of(data.resolve("stocks.csv")), plan, CsvRun.PLAIN))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "column \"date\" is text (first value \"Jan 1 2000\" (line 2))")
                .hasMessageContaining("expected numbers or ISO 8601 times");
    }

    @Test
    void aTableNotSortedByItsKeyIsRegrouped() throws Exception {
        FeaturePlan plan =
                FeaturePlan.standard()
                        .withBy(List.of("state"))
                        .withSelect(List.of("latitude", "longitude"))
                        .withFeatures("count");
        CsvRun run = CsvRun.of(List.of(data.resolve("zipcodes.csv")), plan, CsvRun.PLAIN);
        assertThat(run.summary().layout().name()).isEqualTo("scattered");
        assertThat(run.summary().layout().reason())
                .contains("entity PR")
                .contains("others between");
        assertThat(run.lines()).hasSize(1 + (int) run.summary().entities());
    }

    @Test
    void aCodeIsTextWhenTheUserSaysSo() throws Exception {
        FeaturePlan plan = FeaturePlan.standard().withFeatures("count, mean");
        CsvOptions csv = CsvOptions.DEFAULTS.withTypes(Map.of("zip_code", ColumnType.TEXT));
        CsvRun run = CsvRun.of(List.of(data.resolve("zipcodes.csv")), csv, plan, CsvRun.PLAIN);
        assertThat(run.lines().getFirst())
                .isEqualTo("latitude_count,latitude_mean,longitude_count,longitude_mean");
        assertThat(run.lines().get(1)).startsWith("42049,");
    }
}
