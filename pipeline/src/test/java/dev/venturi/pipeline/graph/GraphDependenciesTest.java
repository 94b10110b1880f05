package dev.venturi.pipeline.graph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The graph knows neither pipeline files nor tables: whoever has stages of another kind can use
/// it.
class GraphDependenciesTest {
    @Test
    void theGraphStandsOnFilesAndFailsafe() {
        classes()
                .that()
                .resideInAPackage("dev.venturi.pipeline.graph")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venturi.pipeline.graph",
                        "dev.venturi.table",
                        "dev.venturi.json",
                        "dev.venturi.spill",
                        "dev.failsafe..",
                        "java..",
                        "jdk.jfr",
                        "org.jspecify..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.venturi.pipeline.graph"));
    }
}
