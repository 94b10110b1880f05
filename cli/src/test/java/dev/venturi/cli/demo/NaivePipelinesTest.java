package dev.venturi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NaivePipelinesTest {
    @TempDir private Path folder;

    private Path csv;

    @BeforeEach
    void writeTable() throws IOException {
        csv = folder.resolve("readings.csv");
        Files.writeString(
                csv,
                """
                patient_id,day,heart_rate,steps
                b,2,70.5,10
                a,1,,20
                b,0,68.5,NA
                a,0,61.0,5
                b,1,69.5,40
                a,2,64.0,nan
                """);
    }

    @Test
    void aTableIsReadColumnByColumn() {
        NaiveTable table = NaiveTable.read(csv, "patient_id", "day");
        assertThat(table.columns()).containsExactly("heart_rate", "steps");
        assertThat(table.entities()).containsExactly("b", "a");
        assertThat(table.order()).containsExactly(2, 1, 0, 0, 1, 2);
        assertThat(table.values()[0]).containsExactly(70.5, Double.NaN, 68.5, 61, 69.5, 64);
        assertThat(table.values()[1]).containsExactly(10, 20, Double.NaN, 5, 40, Double.NaN);
    }

    @Test
    void withoutAnOrderColumnItIsANumberLikeTheOthers() {
        NaiveTable table = NaiveTable.read(csv, "patient_id", "");
        assertThat(table.columns()).containsExactly("day", "heart_rate", "steps");
        assertThat(table.order()).isEmpty();
    }

    @Test
    void entitiesComeInOrderOfFirstAppearanceWithTheirRowsOrdered() {
        NaiveTable table = NaiveTable.read(csv, "patient_id", "day");
        List<double[]> features = NaivePipelines.grouped(table, NaivePreset.CASE_V1);
        assertThat(features).hasSize(2);
        // b, heart_rate by day: 68.5, 69.5, 70.5
        assertThat(features.get(0))
                .startsWith(69.5, Math.sqrt(2.0 / 3), 68.5, 70.5, 2, 1, 0, 0)
                .hasSize(16);
        // a, heart_rate by day: 61.0, missing, 64.0: the gap is squeezed out
        assertThat(features.get(1)).startsWith(62.5, 1.5, 61, 64, 3, 3, 0, 1.0 / 3);
    }

    @Test
    void withoutAnOrderColumnRowsKeepTheOrderOfTheFile() {
        NaiveTable table = NaiveTable.read(csv, "patient_id", "");
        double[] b = NaivePipelines.scan(table, NaivePreset.CASE_V1).get(0);
        assertThat(b[8 + 5]).as("trend of 70.5, 68.5, 69.5").isEqualTo(-0.5);
    }

    @ParameterizedTest
    @EnumSource
    void scanningAndGroupingGiveTheSameBits(NaivePreset preset) {
        NaiveTable table = NaiveTable.read(csv, "patient_id", "day");
        assertThat(NaivePipelines.scan(table, preset))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(NaivePipelines.grouped(table, preset));
    }

    @Test
    void unequalLengthsAreAnErrorOfTheVectorisedPipelineThatNamesTwoEntities() throws IOException {
        Files.writeString(csv, "id,x\np,1\nq,2\nq,3\n");
        NaiveTable table = NaiveTable.read(csv, "id", "");
        assertThatThrownBy(() -> NaivePipelines.grouped(table, NaivePreset.CASE_V3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p has 1, q has 2");
    }

    @Test
    void aBadTableIsNamedWithItsLine() throws IOException {
        Files.writeString(csv, "id,x\np,1\nq,72..1\n");
        assertThatThrownBy(() -> NaiveTable.read(csv, "id", ""))
                .hasMessage(csv + ":3: expected a number, found \"72..1\"");
        Files.writeString(csv, "id,x\np,1,2\n");
        assertThatThrownBy(() -> NaiveTable.read(csv, "id", ""))
                .hasMessage(csv + ":2: expected 2 fields, found 3");
        assertThatThrownBy(() -> NaiveTable.read(csv, "patient", ""))
                .hasMessage(csv + ": no column \"patient\" among [id, x]");
    }

    @Test
    void theReferenceUsesTheJdkAndNothingElse() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.venturi.cli.demo..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.venturi.cli.demo..", "org.jspecify..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.venturi.cli.demo"));
    }
}
