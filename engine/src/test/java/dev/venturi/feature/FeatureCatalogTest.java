package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the catalog holds, and what it refuses.
class FeatureCatalogTest {
    private static FeatureFunction renamed(String name, ResultType result) {
        FeatureContract contract =
                FeatureContract.named(name)
                        .means("own", "own")
                        .formula("own")
                        .result(result, "none")
                        .gives("0", "0", "0", "0")
                        .source("this test")
                        .build();
        return new FeatureFunction() {
            @Override
            public FeatureContract contract() {
                return contract;
            }

            @Override
            public double compute(SeriesView values, Parameters parameters) {
                return 0;
            }
        };
    }

    @Test
    void installedCatalogHoldsTheEnginesFeaturesThenTheUsers() {
        List<String> names = FeatureCatalog.installed().names();
        assertThat(names)
                .startsWith("count", "missing_pct", "sum", "mean", "std")
                .endsWith("crest_factor", "count_above")
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(FeatureCatalog.builtIn().names()).hasSize(23);
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleOfTheCatalogCanBeAskedFor(Preset preset) {
        FeatureCatalog catalog = FeatureCatalog.installed();
        for (FeatureContract contract : catalog.contracts(preset)) {
            FeatureDefinition definition =
                    FeatureList.parse(contract.example(), preset, catalog).definitions().getFirst();
            assertThat(definition.name()).isEqualTo(contract.name());
            assertThat(catalog.contract(contract.name(), preset)).isEqualTo(contract);
        }
    }

    @Test
    void contractFollowsThePresetAndTheParameters() {
        FeatureCatalog catalog = FeatureCatalog.builtIn();
        assertThat(catalog.contract("std", Preset.STANDARD).longName()).isEqualTo("sampleStd");
        assertThat(catalog.contract("std", Preset.CASE_V1).longName()).isEqualTo("populationStd");
        FeatureDefinition population =
                FeatureList.parse("std(ddof=0)", Preset.STANDARD, catalog).definitions().getFirst();
        assertThat(population.contract().longName()).isEqualTo("populationStd");
        assertThat(population.contract().formula()).isEqualTo("sqrt(sum(d*d) / n), d = v - mean");
        assertThat(catalog.contract("trend", Preset.CASE_V3).conventions().axis())
                .isEqualTo(TrendAxis.DAY_GRID);
    }

    @Test
    void userMayNotShadowAFeatureOfTheEngine() {
        assertThatThrownBy(() -> FeatureCatalog.of(List.of(renamed("mean", ResultType.FLOAT64))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("feature \"mean\" comes with the engine; give yours another");
    }

    @Test
    void twoFeaturesOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        FeatureCatalog.of(
                                List.of(
                                        renamed("own", ResultType.FLOAT64),
                                        renamed("own", ResultType.INT64))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("feature \"own\" is defined by");
    }

    @Test
    void userMayNotPromiseTheTypeOfTheColumn() {
        assertThatThrownBy(() -> FeatureCatalog.of(List.of(renamed("own", ResultType.AS_COLUMN))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("give FLOAT64 or INT64");
    }

    @Test
    void contractThatLeavesSomethingUnsaidIsRefused() {
        assertThatThrownBy(() -> FeatureContract.named("own").means("own", "own").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contract of feature \"own\" does not say its formula");
        assertThatThrownBy(() -> FeatureContract.named("Own Name").build())
                .hasMessageContaining("expected lower case letters, digits and _");
    }

    @Test
    void unknownFeatureNamesTheNearest() {
        assertThatThrownBy(() -> FeatureCatalog.builtIn().contract("trand", Preset.STANDARD))
                .isInstanceOf(UsageException.class)
                .hasMessage("unknown feature \"trand\"; did you mean \"trend\"?");
    }
}
