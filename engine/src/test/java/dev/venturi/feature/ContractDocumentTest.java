package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.feature.ContractDocument.Definition;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The document beside an output: what it says, that it reads back, and what it explains.
class ContractDocumentTest {
    private static final Field KEY = new Field("patient_id", ColumnType.INT64, "given");
    private static final Field DAY = new Field("day", ColumnType.INT64, "given");
    private static final Field DATE = new Field("date", ColumnType.DATE, "given");
    private static final List<Field> COLUMNS =
            List.of(
                    new Field("heart_rate", ColumnType.FLOAT64, "given"),
                    new Field("steps", ColumnType.INT64, "given"));

    private static ContractDocument document(Preset preset, String features, Field... order) {
        return ContractDocument.describe(
                "0.1.0",
                FeatureList.parse(features, preset, FeatureCatalog.installed()),
                List.of(KEY),
                List.of(order),
                COLUMNS);
    }

    private static ContractDocument document(Preset preset) {
        return document(preset, preset.defaultFeatures());
    }

    private static String explain(ContractDocument a, ContractDocument b) {
        return ContractDocument.explainDifference(a, b);
    }

    @Test
    void whichRowsCountedIsWrittenReadAndExplained() {
        RowScope rows =
                new RowScope(List.of("ward = icu"), "2026-09-01", List.of("07d", "1w"), "7d");
        ContractDocument windows =
                ContractDocument.describe(
                        "0.1.0",
                        FeatureList.parse(
                                "mean, quantile(0.9)", Preset.STANDARD, FeatureCatalog.builtIn()),
                        List.of(KEY),
                        List.of(DATE),
                        COLUMNS,
                        rows,
                        new Field("cutoff", ColumnType.DATE, "cut-off"));
        ContractDocument read = ContractDocument.parse(windows.toJson(), "f.json");
        assertThat(read).isEqualTo(windows);
        assertThat(read.rowKeys()).containsExactly("patient_id", "cutoff");
        assertThat(read.outputs().stream().map(ContractDocument.Output::name).limit(4))
                .containsExactly(
                        "heart_rate_mean_7d",
                        "heart_rate_quantile_0.9_7d",
                        "heart_rate_mean_1w",
                        "heart_rate_quantile_0.9_1w");
        assertThat(explain(document(Preset.STANDARD, "mean", DATE), read))
                .isEqualTo(
                        "--where: none against ward = icu; --as-of: none against 2026-09-01; --window: none against 7d,1w; --every: none against 7d");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAsTheSameDocument(Preset preset, @TempDir Path directory)
            throws IOException {
        String everything =
                "count,missing_pct,sum,mean,std,variance(0),min,max,range,trend,n_anomalies,median,"
                        + "quantile(0.9),first,last,moving_average(3,max),autocorrelation(2,unbiased),"
                        + "mean_abs_change,mean_change,rate_of_change,longest_run(-1e-7),skewness,"
                        + "kurtosis,crest_factor,steps:count_above(3)";
        ContractDocument document = document(preset, everything, DATE, DAY);
        Path output = directory.resolve("features.csv");
        Path beside = ContractDocument.beside(output);
        assertThat(beside).hasFileName("features.csv.contract.json");
        Files.writeString(beside, document.toJson());
        assertThat(ContractDocument.read(beside)).isEqualTo(document);
        assertThat(document.outputs()).hasSize(2 * 24 + 1);
    }

    @Test
    void definitionsSayWhatWasInForce() {
        ContractDocument document =
                document(Preset.STANDARD, "std,trend,min,heart_rate:quantile(0.9)", DATE);
        Definition std = document.definitionOf("heart_rate_std").orElseThrow();
        assertThat(std.longName()).isEqualTo("sampleStd");
        assertThat(std.ddof()).isEqualTo(1);
        Definition trend = document.definitionOf("steps_trend").orElseThrow();
        assertThat(trend.axis()).isEqualTo("order column \"date\"");
        assertThat(trend.unit()).isEqualTo("unit of the column per day");
        assertThat(document.definitionOf("heart_rate_quantile_0.9").orElseThrow().parameters())
                .containsEntry("q", "0.9");
        assertThat(document.toJson()).contains("\"parameters\": {\"q\": 0.9}");
        assertThat(document.definitionOf("steps_quantile_0.9")).isEmpty();
        assertThat(document.outputs().stream().map(o -> o.name() + " " + o.type()))
                .containsExactly(
                        "heart_rate_std float64",
                        "heart_rate_trend float64",
                        "heart_rate_min float64",
                        "heart_rate_quantile_0.9 float64",
                        "steps_std float64",
                        "steps_trend float64",
                        "steps_min int64");
    }

    @Test
    void axisOfATrendFollowsTheOrderColumn() {
        Definition byNumber =
                document(Preset.STANDARD, "trend", DAY).definitionOf("steps_trend").orElseThrow();
        assertThat(byNumber.unit()).isEqualTo("unit of the column per unit of the order column");
        Definition without =
                document(Preset.STANDARD, "trend").definitionOf("steps_trend").orElseThrow();
        assertThat(without.axis()).isEqualTo("position");
        assertThat(without.unit()).isEqualTo("unit of the column per position");
        Definition grid =
                document(Preset.CASE_V3, "trend", DAY).definitionOf("steps_trend").orElseThrow();
        assertThat(grid.axis()).isEqualTo("day grid");
    }

    @Test
    void sameDefinitionsNeedNoExplanation() {
        ContractDocument document = document(Preset.CASE_V1);
        assertThat(explain(document, document)).isEmpty();
    }

    @Test
    void differencesOfThePresetsAreNamed() {
        String naiveAgainstArrays = explain(document(Preset.CASE_V1), document(Preset.CASE_V3));
        assertThat(naiveAgainstArrays)
                .contains("std: population against sample")
                .contains("trend: position against day grid")
                .contains(
                        "n_anomalies: population against sample, only when std > 0 against no guard")
                .contains("missing_pct: (D - n) / D against 1.0 - n / D")
                .doesNotContain("min:")
                .doesNotContain("range:");
        assertThat(explain(document(Preset.CASE_V1), document(Preset.CASE_V2)))
                .contains("mean: pairwise in blocks of 8,192 against Kahan sum")
                .contains("trend: no value: NaN against 0");
        String standardAgainstNaive =
                explain(document(Preset.STANDARD, "std", DAY), document(Preset.CASE_V1, "std"));
        assertThat(standardAgainstNaive).isEqualTo("std: sample against population");
    }

    @Test
    void otherOrderOfRowsIsNamedWhereItMatters() {
        assertThat(
                        explain(
                                document(Preset.STANDARD, "trend,mean", DAY),
                                document(Preset.STANDARD, "trend,mean", DATE)))
                .isEqualTo(
                        "trend: order column \"day\" against order column \"date\";"
                                + " rows: ordered by day against ordered by date");
        assertThat(
                        explain(
                                document(Preset.STANDARD, "mean", DAY),
                                document(Preset.STANDARD, "mean")))
                .isEmpty();
    }

    @Test
    void columnsOfOneSideOnlyAreNotExplained() {
        assertThat(
                        explain(
                                document(Preset.STANDARD, "std(0)"),
                                document(Preset.STANDARD, "std(1)")))
                .isEmpty();
    }

    @Test
    void documentOfAnotherVersionIsRefused() {
        String text = document(Preset.STANDARD).toJson();
        assertThat(text).contains("\"contract\": 1,");
        assertThatThrownBy(() ->
                        ContractDocument.parse(
                                text.replace("\"contract\": 1,", "\"contract\": 2,"), "f.json"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        "f.json: not a contract of features: contract version 2 is not known here,"
                                + " only 1");
    }

    @Test
    void fileThatCannotBeReadIsNamed(@TempDir Path directory) throws IOException {
        Path absent = directory.resolve("absent.json");
        assertThatThrownBy(() -> ContractDocument.read(absent))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.json: cannot be read");
        Path binary = Files.write(directory.resolve("binary.json"), new byte[] {(byte) 0xff, 0});
        assertThatThrownBy(() -> ContractDocument.read(binary))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("binary.json: is not UTF-8");
    }

    /// A damaged document is read or refused; nothing else happens.
    @Test
    void damagedDocumentsAreReadOrRefused() {
        String good = document(Preset.STANDARD).toJson();
        int refused = 0;
        for (long seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(good);
            int at = random.nextInt(text.length() - 40);
            text.delete(at, at + 1 + random.nextInt(40));
            try {
                assertThat(ContractDocument.parse(text.toString(), "f")).isNotNull();
            } catch (MalformedDataException e) {
                assertThat(e).as("seed %d", seed).hasMessageStartingWith("f:");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
