package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.feature.ContractDocument;
import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeatureList;
import dev.venturi.feature.Preset;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
    private static final String V1 = "patient_id,x_mean,x_std,x_trend\n1,2,0.5,0.1\n";
    private static final String V3 = "patient_id,x_mean,x_std,x_trend\n1,2,0.7,0.2\n";

    @TempDir private Path directory;

    @Test
    void definitionsBehindTheDifferingColumnsAreNamed() throws IOException {
        contract("before.csv", Preset.CASE_V1);
        contract("after.csv", Preset.CASE_V3);
        ComparisonResult result = compare(V1, V3);
        assertThat(result.explanation())
                .startsWith("std: population against sample")
                .contains("; trend: position against day grid")
                .doesNotContain("mean:");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void definitionsBehindEqualColumnsExplainNothing() throws IOException {
        contract("before.csv", Preset.CASE_V1);
        contract("after.csv", Preset.CASE_V3);
        assertThat(compare(V1, V1).explanation()).isEmpty();
        assertThat(compare(V1, V1.replace("0.1", "0.2")).explanation())
                .startsWith("trend: position against day grid")
                .doesNotContain("std:");
    }

    @Test
    void withoutContractsNothingIsExplainedAndNothingIsWrong() {
        ComparisonResult result = compare(V1, V3);
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(result.explanation()).isEmpty();
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void contractOfOneOutputOnlyIsNoted() throws IOException {
        contract("before.csv", Preset.CASE_V1);
        assertThat(compare(V1, V3).notes())
                .containsExactly(
                        directory.resolve("after.csv")
                                + ": its contract is not known, so differences cannot be"
                                + " explained");
    }

    @Test
    void brokenContractIsNotedAndTheTablesAreComparedAllTheSame() throws IOException {
        contract("before.csv", Preset.CASE_V1);
        Path broken = directory.resolve("after.csv.contract.json");
        Files.writeString(broken, "{");
        ComparisonResult result = compare(V1, V3);
        assertThat(result.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(result.explanation()).isEmpty();
        assertThat(result.notes()).first().asString().startsWith("not used: " + broken);
    }

    private ComparisonResult compare(String before, String after) {
        return Comparing.texts(directory, before, after).by("patient_id").compare();
    }

    private void contract(String table, Preset preset) throws IOException {
        ContractDocument document =
                ContractDocument.describe(
                        "0.1.0",
                        FeatureList.parse("mean,std,trend", preset, FeatureCatalog.installed()),
                        List.of(new Field("patient_id", ColumnType.INT64, "given")),
                        List.of(),
                        List.of(new Field("x", ColumnType.FLOAT64, "given")));
        Files.writeString(ContractDocument.beside(directory.resolve(table)), document.toJson());
    }
}
