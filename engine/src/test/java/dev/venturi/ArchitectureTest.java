package dev.venturi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between the packages of the engine, as ARCHITECTURE.md draws them.
class ArchitectureTest {
    private static JavaClasses engine;

    @BeforeAll
    static void read() {
        engine =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.venturi");
    }

    @Test
    void tableAndJsonStandOnNothing() {
        classes()
                .that()
                .resideInAnyPackage("dev.venturi.table", "dev.venturi.json")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venturi.table", "dev.venturi.json", "java..", "org.jspecify..")
                .check(engine);
    }

    @Test
    void kernelsKnowArraysOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.venturi.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venturi.csv..",
                        "dev.venturi.parquet..",
                        "dev.venturi.series..",
                        "dev.venturi.feature..")
                .check(engine);
    }

    @Test
    void readersAndWritersDoNotKnowFeatures() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.venturi.csv..",
                        "dev.venturi.parquet..",
                        "dev.venturi.input..",
                        "dev.venturi.arrow..",
                        "dev.venturi.columnar..",
                        "dev.venturi.series..",
                        "dev.venturi.generate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.venturi.feature..")
                .check(engine);
    }

    @Test
    void featuresDoNotKnowFileFormats() {
        noClasses()
                .that()
                .resideInAPackage("dev.venturi.feature..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venturi.csv..",
                        "dev.venturi.parquet..",
                        "dev.venturi.arrow..",
                        "dev.venturi.columnar..",
                        "dev.venturi.input..")
                .check(engine);
    }

    @Test
    void aggregatesKnowNeitherFileFormatsNorFeatures() {
        noClasses()
                .that()
                .resideInAPackage("dev.venturi.aggregate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venturi.csv..",
                        "dev.venturi.parquet..",
                        "dev.venturi.arrow..",
                        "dev.venturi.columnar..",
                        "dev.venturi.input..",
                        "dev.venturi.feature..")
                .check(engine);
    }

    @Test
    void eventsAreALeaf() {
        noClasses()
                .that()
                .resideInAPackage("dev.venturi.events..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venturi.csv..",
                        "dev.venturi.series..",
                        "dev.venturi.feature..",
                        "dev.venturi.kernel..")
                .check(engine);
    }

    @Test
    void onlyTheVectorPackageTouchesTheIncubator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.venturi.kernel.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(engine);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.venturi.(*)..").should().beFreeOfCycles().check(engine);
    }
}
