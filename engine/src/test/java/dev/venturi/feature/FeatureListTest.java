package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Reading lists of features, and the names of their output columns.
class FeatureListTest {
    private static final FeatureCatalog CATALOG = FeatureCatalog.installed();

    private static FeatureList parse(String text) {
        return FeatureList.parse(text, Preset.STANDARD, CATALOG);
    }

    private static List<String> namesFor(String text, Preset preset) {
        return FeatureList.parse(text, preset, CATALOG).of("x").stream()
                .map(definition -> definition.outputName("x"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean                              | x_mean",
                "std                               | x_std",
                "std(ddof=1)                       | x_std",
                "std(ddof=0)                       | x_std_ddof0",
                "variance(0)                       | x_variance_ddof0",
                "quantile(0.9)                     | x_quantile_0.9",
                "quantile(q = 0.900)               | x_quantile_0.9",
                "quantile(1e-7)                    | x_quantile_1e-7",
                "quantile(.5)                      | x_quantile_0.5",
                "quantile(-0)                      | x_quantile_0",
                "autocorrelation                   | x_autocorrelation",
                "autocorrelation()                 | x_autocorrelation",
                "autocorrelation(7)                | x_autocorrelation_7",
                "autocorrelation(7, unbiased)      | x_autocorrelation_7_unbiased",
                "autocorrelation(form=UNBIASED)    | x_autocorrelation_unbiased",
                "autocorrelation(lag=1,form=biased)| x_autocorrelation",
                "moving_average(14,first)          | x_moving_average_14_first",
                "n_anomalies(3)                    | x_n_anomalies_3",
                "n_anomalies(2.0)                  | x_n_anomalies",
                "n_anomalies(2.5)                  | x_n_anomalies_2.5",
                "longest_run(-120.25)              | x_longest_run_-120.25",
                "count_above(3,closed)             | x_count_above_3_closed",
            })
    void outputColumnCarriesTheParametersThatAreNotDefault(String text, String name) {
        assertThat(namesFor(text, Preset.STANDARD)).containsExactly(name);
    }

    @Test
    void defaultDivisorFollowsThePreset() {
        assertThat(namesFor("std(ddof=0)", Preset.CASE_V1)).containsExactly("x_std");
        assertThat(namesFor("std(ddof=1)", Preset.CASE_V1)).containsExactly("x_std_ddof1");
        assertThat(namesFor("std(ddof=1)", Preset.CASE_V2)).containsExactly("x_std");
    }

    @ParameterizedTest
    @EnumSource
    void defaultsOfAPresetAreItsFeaturesInOrder(Preset preset) {
        List<String> names =
                FeatureList.defaultsOf(preset).of("x").stream()
                        .map(FeatureDefinition::name)
                        .toList();
        String eight = "mean,std,min,max,range,trend,n_anomalies,missing_pct";
        String nine = "count,missing_pct,mean,std,min,max,range,trend,n_anomalies";
        assertThat(String.join(",", names)).isEqualTo(preset == Preset.STANDARD ? nine : eight);
    }

    @Test
    void restrictionHoldsForItsColumnOnly() {
        FeatureList list = parse("mean, load:std , \"a,\"\"b\"\":\":max, load : quantile(0.5)");
        assertThat(list.of("load").stream().map(d -> d.outputName("load")))
                .containsExactly("load_mean", "load_std", "load_quantile_0.5");
        assertThat(list.of("a,\"b\":").stream().map(FeatureDefinition::name))
                .containsExactly("mean", "max");
        assertThat(list.of("x").stream().map(FeatureDefinition::name)).containsExactly("mean");
        assertThat(list.restrictedColumns()).containsExactly("load", "a,\"b\":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean,meen|character 6: unknown feature \"meen\"; did you mean \"mean\"?",
                "zzzzzz|character 1: unknown feature \"zzzzzz\"; expected one of count, missing_pct,",
                "mean,,std|character 6: expected a feature, found \",\"",
                "mean,|character 6: expected a feature, found the end of the list",
                "mean std|unknown feature \"mean std\"",
                "mean)|character 5: expected \",\" before \")\"",
                "quantile|character 1: quantile needs q, a number from 0 to 1; for example quantile(0.9)",
                "load:quantile|character 6: quantile needs q",
                "quantile(1.5)|character 10: quantile: q must be a number from 0 to 1, found \"1.5\"",
                "quantile(0x1p-1)|character 10: quantile: q must be a number from 0 to 1",
                "quantile(NaN)|q must be a number from 0 to 1, found \"NaN\"",
                "quantile(0.9|character 9: no \")\" for the \"(\" of quantile",
                "quantile(0.9 0.5)|found \"0.9 0.5\"",
                "std(ddof=2)|character 10: std: ddof must be a whole number from 0 to 1, found \"2\"",
                "std(ddof=0.5)|ddof must be a whole number from 0 to 1, found \"0.5\"",
                "std(dof=0)|character 5: std has no parameter \"dof\"; did you mean \"ddof\"?",
                "std(ddof=0,ddof=1)|character 17: ddof is given twice",
                "std(0,1)|character 7: std takes no more than: ddof (a whole number from 0 to 1)",
                "mean(3)|character 6: mean takes no parameters",
                "mean(k=3)|character 6: mean takes no parameters",
                "moving_average(0)|window must be a whole number from 1 to 8192, found \"0\"",
                "moving_average(8193)|window must be a whole number from 1 to 8192, found \"8193\"",
                "moving_average(at=middle)|at must be last or first or max or min, found \"middle\"",
                "autocorrelation(form=biased,7)|character 29: \"7\" has no name; after a parameter",
                "longest_run(1e400)|above must be a number, found \"1e400\"",
                "a:b:mean|character 4: a column name that holds \":\" stands in quotes",
                "\"load:mean|character 1: the quote is not closed",
                "mean,mean|character 6: \"mean\" is asked for twice; drop one of them",
                "std,std(1)|character 5: \"std(ddof=1)\" is asked for twice",
                "mean,load:mean|character 6: \"load:mean\" is asked for already, as \"mean\"",
            })
    void refusalPointsAtThePieceAndNamesTheCure(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("features \"" + text + "\"")
                .hasMessageContaining(message);
    }

    @Test
    void emptyListIsRefused() {
        assertThatThrownBy(() -> parse(" "))
                .hasMessageContaining("expected a feature, found the end of the list");
    }

    @Test
    void sameFeatureForTwoColumnsIsNoDuplicate() {
        assertThat(parse("a:mean,b:mean,quantile(0.1),quantile(0.9)").definitions()).hasSize(4);
    }

    @Test
    void definitionWrittenOutIsReadAsTheSameDefinition() {
        FeatureList list = parse("std(0),load:autocorrelation(7,unbiased),quantile(0.25),min");
        for (FeatureDefinition definition : list.definitions()) {
            assertThat(parse(definition.toString()).definitions()).containsExactly(definition);
        }
    }

    @Test
    void unknownPresetIsRefusedWithTheNearestName() {
        assertThat(Preset.named("Case-V2")).isEqualTo(Preset.CASE_V2);
        assertThatThrownBy(() -> Preset.named("case-v4"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--preset: unknown preset \"case-v4\"; did you mean \"case-v1\"?");
        assertThatThrownBy(() -> Preset.named("tsfresh"))
                .hasMessageContaining("expected one of standard, case-v1, case-v2, case-v3");
    }
}
